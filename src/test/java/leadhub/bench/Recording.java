package leadhub.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one operation asked of the database, in order: its statements with their values, and its transactions. */
record Recording(List<Step> steps) {
    /** One call of the driver that reaches the database, or prepares one that does. */
    sealed interface Step {}

    /** Runs a prepared statement, which may be several texts in one round trip. */
    record Run(String sql, List<Value> values) implements Step {}

    record AutoCommit(boolean on) implements Step {}

    record ReadOnly(boolean on) implements Step {}

    record Isolation(int level) implements Step {}

    record Commit() implements Step {}

    record Rollback() implements Step {}

    /** A value by the setter that bound it; an array by its elements. */
    record Value(int index, String setter, @Nullable Object value) {}

    /** How many statements, a text of several counted as one: round trips, that is. */
    long roundTrips() {
        return steps.stream()
                .filter(step -> step instanceof Run || step instanceof Commit)
                .count();
    }
}
