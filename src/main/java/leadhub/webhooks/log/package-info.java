/** The log of webhooks: what was delivered or is to be, what came of it, sent again if somebody wants it, kept for 30 days. */
@NullMarked
package leadhub.webhooks.log;

import org.jspecify.annotations.NullMarked;
