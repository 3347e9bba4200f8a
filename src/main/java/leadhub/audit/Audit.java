package leadhub.audit;

import java.time.Clock;
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
     * Adds an entry. Never hand in a secret.
     *
     * @param action what was done to what: {@code tag.created}
     * @param before what it was, null if it is new; a record, or JSON as text
     * @param after what it is, null if it is gone; a record, or JSON as text
     */
    public void record(
            Caller caller, String action, @Nullable Long subjectId, @Nullable Object before, @Nullable Object after) {
        sql.insert(caller, Times.now(clock), action, subjectId, json(before), json(after));
    }

    private static @Nullable String json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            default -> Json.write(value);
        };
    }
}
