/** Lead forms on YouTube, which are those of Google Ads. */
@NullMarked
package leadhub.integrations.youtube;

import org.jspecify.annotations.NullMarked;
