package leadhub.conversations.files;

import java.util.Locale;
import java.util.stream.Stream;

/** Why a file isn't there. */
public enum FileFailure {
    /** Its provider can't be reached, or wants a pause. */
    BUSY,
    /** The integration's access token is refused. */
    TOKEN,
    PAUSED,
    DISCONNECTED,
    /** Its provider has it no more, or not yet. */
    GONE,
    REFUSED,
    TOO_LARGE,
    /** A program, or something else than its name says. */
    FORBIDDEN,
    /** More came on one day than is kept. */
    TOO_MANY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether fetching it may go well another time. */
    boolean mayPass() {
        return switch (this) {
            case BUSY, TOKEN, PAUSED, TOO_MANY -> true;
            case DISCONNECTED, GONE, REFUSED, TOO_LARGE, FORBIDDEN -> false;
        };
    }

    static FileFailure of(String word) {
        return Stream.of(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
