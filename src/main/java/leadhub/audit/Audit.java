package leadhub.audit;

import java.time.Clock;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The record of who changed what, from where: every changing verb adds to it in its transaction, nobody changes it. */
@Component
public class Audit {
    private final AuditSql sql;
    private final Clock clock;

    Audit(AuditSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Adds an entry. Never pass a secret.
     *
     * @param action what was done, such as {@code tag.created}
     * @param before what it was, null if it is new; a record, or JSON as text
     * @param after what it is, null if it is gone; a record, or JSON as text
     */
    public void record(
            Caller caller, String action, @Nullable Long subjectId, @Nullable Object before, @Nullable Object after) {
        sql.insert(caller, Times.now(clock), action, subjectId, json(before), json(after));
    }

    /**
     * One of many entries.
     *
     * @param before what it was, as JSON; null if it is new
     * @param after what it is, as JSON; null if it is gone
     */
    public record NewEntry(
            long subjectId,
            @Nullable String before,
            @Nullable String after) {}

    /** Adds an entry for each of many subjects to which the same was done, in one statement. */
    public void recordAll(Caller caller, String action, List<NewEntry> entries) {
        if (entries.size() == 1) {
            var entry = entries.getFirst();
            sql.insert(caller, Times.now(clock), action, entry.subjectId(), entry.before(), entry.after());
        } else if (!entries.isEmpty()) {
            sql.insertAll(caller, Times.now(clock), action, entries);
        }
    }

    private static @Nullable String json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            default -> Json.write(value);
        };
    }
}
