package leadhub.conversations.team;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a team answers.
 *
 * @param returnsAfter so many minutes without an answer take a conversation from whoever has it; null for never
 * @param tellsAfter after so many minutes without an answer people are told; null for never
 * @param mailsAfter after so many minutes without being read an answer goes by email; null for never
 * @param messengersKept days without a word after which conversations by messengers are erased; null for never
 */
public record InboxRules(
        Assignment assignment,
        @Nullable Integer returnsAfter,
        @Nullable Integer tellsAfter,
        @Nullable Integer mailsAfter,
        @Nullable Integer messengersKept) {
    /** Of who has said nothing. */
    public static final InboxRules USUAL = new InboxRules(Assignment.NOBODY, 15, 5, 10, null);

    public static final int MOST_MINUTES = 24 * 60;
    public static final int MOST_DAYS = 3_650;

    /** Who gets what waits. A word that is stored is never renamed. */
    public enum Assignment {
        /** Whoever takes it first. */
        NOBODY,
        /** Whoever got none for the longest time. */
        ROUND_ROBIN,
        /** Whoever has the fewest that are open. */
        LEAST_BUSY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Assignment> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }
}
