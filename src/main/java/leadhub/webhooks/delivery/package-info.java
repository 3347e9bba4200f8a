/** What is delivered to webhooks: written with the change, sent by whichever process has time, tried again, kept. */
@NullMarked
package leadhub.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
