/** Settings → Webhooks: who is told of what happens, how it does, and what was delivered. */
@NullMarked
package leadhub.webhooks.pages;

import org.jspecify.annotations.NullMarked;
