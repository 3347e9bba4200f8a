package leadhub.bots.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model made of a question. */
public sealed interface ModelReply {
    /** What it wants done; there is nothing else that it can want. */
    enum Action {
        ANSWER,
        HAND_OVER,
        ASK_CONTACT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Action> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /** @param passages the places in the question of those that it used, from 0 on */
    record Answer(String text, List<Integer> passages) implements ModelReply {
        @Override
        public String toString() {
            return "Answer[" + passages + "]";
        }
    }

    /** The visitor wants a person. */
    record HandOver() implements ModelReply {}

    /** It doesn't know. */
    record AskContact() implements ModelReply {}

    /** There is no answer. @param why a word for logs and settings */
    record Failed(String why) implements ModelReply {}
}
