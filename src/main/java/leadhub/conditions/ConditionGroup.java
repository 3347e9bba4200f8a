package leadhub.conditions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** Several conditions, of which all or any have to be met; as JSON {@code {"match": "all", "conditions": […]}}. */
public record ConditionGroup(Match match, List<ConditionTerm> conditions) implements ConditionTerm {
    /** How many of them have to be met. */
    public enum Match {
        ALL,
        ANY;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
