package leadhub.webhooks.delivery;

import java.util.Locale;

/** How far a delivery is. */
public enum DeliveryStatus {
    /** It is to be tried, for the first time or again. */
    PENDING,
    DELIVERED,
    /** It was tried as often as may be, or the receiver is gone. */
    FAILED,
    /** The receiver doesn't want this one. */
    ABORTED,
    /** The webhook was switched off. */
    SKIPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
