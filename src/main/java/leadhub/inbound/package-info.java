/** Inbound intake: one simple address for webhooks and no-code tools that never doubles a lead. */
@NullMarked
package leadhub.inbound;

import org.jspecify.annotations.NullMarked;
