/** Instant forms of TikTok, which posts leads in batches. */
@NullMarked
package leadhub.integrations.tiktok;

import org.jspecify.annotations.NullMarked;
