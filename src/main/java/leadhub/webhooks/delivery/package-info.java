/** What is delivered to webhooks: written with the change, sent by whichever process has time, tried again. */
@NullMarked
package leadhub.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
