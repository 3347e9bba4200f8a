package leadhub.bots.flows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One step of a flow. Its id is its own in all versions. */
public sealed interface FlowStep {
    String id();

    /** As it is spelled: {@code hand_over}. */
    String type();

    /** What the bot says with it; none where it says nothing. */
    default Wording wording() {
        return Wording.NONE;
    }

    /** The ways through it, in their order, and the last one for everything else; empty where there is one way on. */
    default List<List<FlowStep>> ways() {
        return List.of();
    }

    /** Whether the visitor is heard before it goes on. */
    default boolean waits() {
        return false;
    }

    /** Says something. */
    record Message(String id, Wording wording) implements FlowStep {
        @Override
        public String type() {
            return "message";
        }
    }

    /** What a question is answered with. */
    enum Kind {
        TEXT,
        EMAIL,
        PHONE,
        NUMBER,
        DATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /**
     * Asks for something, three times at most.
     *
     * @param field of the lead in which the answer goes; null for none
     * @param handsOver whether a person takes over where nobody answers it, instead of going on
     */
    record Question(
            String id, Kind kind, Wording wording, @Nullable String field, boolean handsOver) implements FlowStep {
        @Override
        public String type() {
            return kind.word();
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Asks whether the visitor agrees to its text, which is kept with its version where they do. */
    record Consent(String id, Wording wording) implements FlowStep {
        @Override
        public String type() {
            return "consent";
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Answers questions from what the bot knows, until the visitor has no more or nothing is found. */
    record Answers(String id, Wording wording) implements FlowStep {
        @Override
        public String type() {
            return "answer";
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Lets the visitor choose; whoever chooses nothing three times goes the last way. */
    record Choice(String id, Wording wording, @Nullable String field, List<Option> options, List<FlowStep> otherwise)
            implements FlowStep {
        @Override
        public String type() {
            return "choice";
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public List<List<FlowStep>> ways() {
            return Stream.concat(options.stream().map(Option::steps), Stream.of(otherwise))
                    .toList();
        }
    }

    /** One of those to choose from. */
    record Option(Wording label, List<FlowStep> steps) {}

    /** Goes the first way whose conditions are met. */
    record Branch(String id, List<Path> paths, List<FlowStep> otherwise) implements FlowStep {
        @Override
        public String type() {
            return "branch";
        }

        @Override
        public List<List<FlowStep>> ways() {
            return Stream.concat(paths.stream().map(Path::steps), Stream.of(otherwise))
                    .toList();
        }
    }

    /** One way through a branch. */
    record Path(String name, ConditionGroup conditions, List<FlowStep> steps) {}

    /** Writes something into the lead, where there is nothing yet. */
    record SetField(String id, String field, JsonNode value) implements FlowStep {
        @Override
        public String type() {
            return "set_field";
        }
    }

    /** Puts a tag on the lead. @param tagId below 0 in a draft whose tag isn't there yet */
    record AddTag(String id, long tagId, String tag) implements FlowStep {
        @Override
        public String type() {
            return "add_tag";
        }
    }

    /** A person takes over. */
    record HandOver(String id, Wording wording) implements FlowStep {
        @Override
        public String type() {
            return "hand_over";
        }
    }

    /** The conversation is over. */
    record End(String id, Wording wording) implements FlowStep {
        @Override
        public String type() {
            return "end";
        }
    }

    /** Goes on at another step. */
    record GoTo(String id, String step) implements FlowStep {
        @Override
        public String type() {
            return "go_to";
        }
    }
}
