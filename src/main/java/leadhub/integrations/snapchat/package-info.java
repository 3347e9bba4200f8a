/** What others fetch from Snapchat. */
@NullMarked
package leadhub.integrations.snapchat;

import org.jspecify.annotations.NullMarked;
