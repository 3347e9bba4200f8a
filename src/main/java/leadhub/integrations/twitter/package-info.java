/** What others fetch from X. */
@NullMarked
package leadhub.integrations.twitter;

import org.jspecify.annotations.NullMarked;
