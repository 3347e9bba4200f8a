package leadhub.webhooks.pages;

import java.time.Instant;
import leadhub.webhooks.Webhook;
import org.jspecify.annotations.Nullable;

/** A secret, which is shown this once. @param isNew whether its webhook is new too */
public record MadeSecret(Webhook webhook, String secret, boolean isNew) {
    /** Until when the one before signs too; null where there is none. */
    public @Nullable Instant previousUntil() {
        return isNew ? null : webhook.previousSecretUntil();
    }

    @Override
    public String toString() {
        return "MadeSecret[" + webhook + "]";
    }
}
