/** WhatsApp, by the Cloud API of WhatsApp Business. */
@NullMarked
package leadhub.integrations.whatsapp;

import org.jspecify.annotations.NullMarked;
