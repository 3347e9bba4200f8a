package leadhub.scoring;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that rules may look at.
 *
 * @param name as a rule keeps it
 * @param label what people call it; null where each language has its own word
 * @param choices what a value can be; empty if it is typed
 */
public record RuleField(String name, @Nullable String label, Shape shape, List<Choice> choices) {

    /**
     * What a value can be.
     *
     * @param label what people call it; null where each language has its own word, under {@code word}
     */
    public record Choice(String value, @Nullable String label, String word) {
        static Choice named(String value, String label) {
            return new Choice(value, label, "");
        }

        static Choice worded(String value, String word) {
            return new Choice(value, null, word);
        }
    }

    /** What can be asked of it. */
    public enum Shape {
        TEXT(Set.of(Operator.values())),
        NUMBER(Set.of(
                Operator.EQUALS,
                Operator.NOT_EQUALS,
                Operator.PRESENT,
                Operator.ABSENT,
                Operator.GREATER,
                Operator.LESS)),
        DATE(NUMBER.operators),
        CHOICE(Set.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.PRESENT, Operator.ABSENT)),
        LIST(Set.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.CONTAINS, Operator.PRESENT, Operator.ABSENT)),
        YES_NO(Set.of(Operator.EQUALS, Operator.NOT_EQUALS));

        private final Set<Operator> operators;

        Shape(Set<Operator> operators) {
            this.operators = operators;
        }
    }

    boolean takes(Operator operator) {
        return shape.operators.contains(operator);
    }

    /** Those that make sense, in their order. */
    public List<Operator> operators() {
        return java.util.Arrays.stream(Operator.values()).filter(this::takes).toList();
    }
}
