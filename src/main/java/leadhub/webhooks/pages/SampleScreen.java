package leadhub.webhooks.pages;

import java.util.List;
import leadhub.webhooks.WebhookEvents;

/** A made-up event as it is sent. */
public record SampleScreen(String event, String body) {
    public static List<String> events() {
        return WebhookEvents.ALL;
    }

    /** How a receiver in Python checks the signature, from the standard library alone. */
    public static String receiver() {
        return """
                import hashlib, hmac

                def comes_from_leadhub(secret: str, body: bytes, signature: str) -> bool:
                    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
                    return hmac.compare_digest(expected, signature)

                # secret: as it was shown; body: the bytes as they came; signature: the header X-LeadHub-Signature
                """;
    }
}
