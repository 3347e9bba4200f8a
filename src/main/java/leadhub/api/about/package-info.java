/** What an API tells of itself: how it is, how it is described, and whose key is asking. */
@NullMarked
package leadhub.api.about;

import org.jspecify.annotations.NullMarked;
