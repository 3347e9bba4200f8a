package leadhub.integrations.provider;

import java.time.Duration;
import leadhub.outside.OutsideFailure;
import org.jspecify.annotations.Nullable;

/**
 * A provider didn't do what it was asked for. Its message is shown to people: it says what, and neither an address nor anything that a
 * provider wrote, for either may hold a secret.
 */
public final class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** The access token is expired or revoked: somebody has to give another one. */
        TOKEN,
        /** It may go well later. */
        LATER,
        /** There is no such thing, or not yet: providers announce what they don't hand over for some seconds. */
        MISSING,
        /** It goes as badly whenever it is tried. */
        REFUSED
    }

    private final Kind kind;
    private final @Nullable Duration pause;

    private ProviderFailure(Kind kind, String message, @Nullable Duration pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    public static ProviderFailure token(String message) {
        return new ProviderFailure(Kind.TOKEN, message, null);
    }

    /** @param pause for which the provider wants to be left alone; null where it doesn't say */
    public static ProviderFailure later(String message, @Nullable Duration pause) {
        return new ProviderFailure(Kind.LATER, message, pause);
    }

    public static ProviderFailure refused(String message) {
        return new ProviderFailure(Kind.REFUSED, message, null);
    }

    public static ProviderFailure missing(String message) {
        return new ProviderFailure(Kind.MISSING, message, null);
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable Duration pause() {
        return pause;
    }

    /** Whether nobody was asked, for want of room of ours, which is no fault of the integration. */
    public boolean isBusy() {
        return kind == Kind.LATER && say().equals(OutsideFailure.BUSY.word());
    }

    /** What it says. */
    public String say() {
        return String.valueOf(getMessage());
    }
}
