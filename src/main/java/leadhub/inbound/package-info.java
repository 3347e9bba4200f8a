/** Inbound leads: one simple address for forms, webhooks and no-code tools, which never creates a lead twice. */
@NullMarked
package leadhub.inbound;

import org.jspecify.annotations.NullMarked;
