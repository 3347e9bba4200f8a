/** Outgoing webhooks: who outside wants to be told of what happens to leads, and how. */
@NullMarked
package leadhub.webhooks;

import org.jspecify.annotations.NullMarked;
