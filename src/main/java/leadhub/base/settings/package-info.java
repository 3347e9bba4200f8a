/** What whoever runs the server has set, and how it is read. */
@NullMarked
package leadhub.base.settings;

import org.jspecify.annotations.NullMarked;
