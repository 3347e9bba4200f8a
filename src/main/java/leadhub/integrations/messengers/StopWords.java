package leadhub.integrations.messengers;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words by which people stop messages and start them again, as they know them from SMS: nothing else in the message. */
final class StopWords {
    private static final Set<String> STOP = Set.of("STOP", "STOPP", "STOPALL", "UNSUBSCRIBE", "OPTOUT", "OPT-OUT");
    private static final Set<String> START = Set.of("START", "/START", "UNSTOP");

    private StopWords() {}

    /** Empty where it says anything else. */
    static Optional<Incoming.Wish> wish(MessageText said) {
        if (said.kind() != null) {
            return Optional.empty();
        }
        var word = said.text().strip().replaceFirst("[.!]$", "").toUpperCase(Locale.ROOT);
        return STOP.contains(word)
                ? Optional.of(Incoming.Wish.STOP)
                : START.contains(word) ? Optional.of(Incoming.Wish.START) : Optional.empty();
    }
}
