package leadhub.automations.steps;

import java.util.List;
import java.util.stream.Stream;
import leadhub.conditions.ConditionGroup.Match;
import leadhub.conditions.NamedCondition;
import org.jspecify.annotations.Nullable;

/** A part of what an automation asks: the conditions of filters, and what has just changed. */
public sealed interface Term {
    /** All or any of several; a group of none is met. */
    record Group(Match match, List<Term> terms) implements Term {
        public static final Group NONE = new Group(Match.ALL, List.of());
    }

    /** A field compared with a value. */
    record Compared(NamedCondition condition) implements Term {}

    /**
     * A field that has just changed.
     *
     * @param value what it became or was; null for {@link Operator#CHANGED}
     */
    record Changed(
            String field, Operator operator, @Nullable String value) implements Term {}

    /** A lead that has just been won or lost, that wants no more emails or messages, or has answered. */
    record Happened(Ending ending) implements Term {}

    /** How a field changed. */
    enum Operator {
        CHANGED,
        CHANGED_TO,
        CHANGED_FROM
    }

    /** How the work on a lead ends. */
    enum Ending {
        WON("status", "converted"),
        LOST("status", "lost"),
        UNSUBSCRIBED("event:unsubscribed", true),
        REPLIED("event:replied", true);

        private final String field;
        private final Object value;

        Ending(String field, Object value) {
            this.field = field;
            this.value = value;
        }

        /** What changes then; no field of the lead where that is nothing that a lead has. */
        public String field() {
            return field;
        }

        /** What it changes to. */
        public Object value() {
            return value;
        }
    }

    /** It and all parts of it. */
    default Stream<Term> all() {
        return this instanceof Group(var match, var terms)
                ? Stream.concat(Stream.of(this), terms.stream().flatMap(Term::all))
                : Stream.of(this);
    }
}
