package leadhub.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the totals that lists answer to counts by SQL that knows nothing of how the program counts. */
final class Totals {
    private final Meter meter;
    private final Verbs verbs;
    private final List<String> wrong = new ArrayList<>();
    /** Lists that differ in order or page alone are counted once. */
    private final Map<String, Long> counted = new HashMap<>();

    private int checked;

    Totals(Meter meter, Verbs verbs) {
        this.meter = meter;
        this.verbs = verbs;
    }

    /** Call it when nothing is written. */
    void check(Site site, Operation operation) throws Exception {
        var query = operation.query();
        if (query == null) {
            return;
        }
        var answered = meter.total(operation);
        var key = site.slug() + query.conditions() + query.values();
        var known = counted.get(key);
        var number = known == null ? count(site, query) : known;
        counted.put(key, number);
        checked++;
        if (answered != number) {
            wrong.add(site.slug() + ", " + operation.name() + ": answered " + answered + ", counted " + number);
        }
    }

    /** Call it when something has been written. */
    void forget() {
        counted.clear();
    }

    private long count(Site site, ListQuery query) throws SQLException {
        try (var connection = verbs.connect(site.workspaceId());
                var statement = connection.prepareStatement(
                        "select count(*) from leads where workspace_id = ?" + query.conditions())) {
            statement.setLong(1, site.workspaceId());
            var index = 2;
            for (var value : query.values()) {
                statement.setObject(index++, value);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    int checked() {
        return checked;
    }

    List<String> wrong() {
        return wrong;
    }
}
