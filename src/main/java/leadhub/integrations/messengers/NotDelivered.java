package leadhub.integrations.messengers;

import leadhub.conversations.DeliveryFailure;

/** A provider doesn't bring a message to somebody, and won't when it is asked again. */
public final class NotDelivered extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final DeliveryFailure failure;

    public NotDelivered(DeliveryFailure failure) {
        super(failure.word());
        this.failure = failure;
    }

    public DeliveryFailure failure() {
        return failure;
    }
}
