package leadhub.sms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An SMS couldn't be sent. Says the failure's name and no word of the provider, which may say anything. */
public final class SmsUnsent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SmsFailure failure;
    private final Next next;
    private final int code;
    private final @Nullable Duration pause;

    /** What is known of it now. */
    public enum Next {
        /** It wasn't taken, and never will be. */
        NEVER,
        /** It wasn't taken, and may be later. */
        LATER,
        /** Nobody knows whether it was taken: the answer got lost. */
        UNKNOWN
    }

    /**
     * @param code the provider's own for it; 0 for none
     * @param pause for which the provider wants to be left alone; null where it doesn't say
     */
    public SmsUnsent(SmsFailure failure, Next next, int code, @Nullable Duration pause) {
        super("The SMS couldn't be sent: " + failure.word());
        this.failure = failure;
        this.next = next;
        this.code = code;
        this.pause = pause;
    }

    public SmsFailure failure() {
        return failure;
    }

    public boolean isFinal() {
        return next == Next.NEVER;
    }

    /** Whether it may be on its way. */
    public boolean isUnknown() {
        return next == Next.UNKNOWN;
    }

    public int code() {
        return code;
    }

    public @Nullable Duration pause() {
        return pause;
    }
}
