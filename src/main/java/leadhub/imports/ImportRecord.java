package leadhub.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of imports; each lead's event names the import that made or changed it. */
@Component
class ImportRecord {
    /** Of these, whoever brought the file is told. */
    private static final Set<String> OVER = Set.of("import.completed", "import.failed");

    private final Audit audit;
    private final Notifications notifications;
    private final Clock clock;

    ImportRecord(Audit audit, Notifications notifications, Clock clock) {
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    Instant now() {
        return Times.now(clock);
    }

    void tell(Caller caller, String action, Import one) {
        var after = new LinkedHashMap<String, Object>();
        after.put("file_name", one.file().name());
        after.put("status", one.status().word());
        after.put("rows", one.rows());
        audit.record(caller, action, one.id(), null, after);
        if (OVER.contains(action) && one.actor().kind() == Actor.Kind.USER) {
            var told = NewNotification.of(
                    one.actor().id(),
                    NotificationKind.IMPORT,
                    "/imports/" + one.id(),
                    action.replace('.', '_'),
                    one.file().name());
            notifications.tell(caller, List.of(told));
        }
    }

    /** What somebody decided on a row, without what stands in it. @param leadId null where its lead is gone */
    void tellRow(Caller caller, String action, @Nullable Long leadId, Import one, long line) {
        var after = Map.of("import_id", one.id(), "file_name", one.file().name(), "line", line);
        audit.record(caller, action, leadId, null, after);
    }

    /** What somebody decided on many at once. */
    void tellRows(Caller caller, String action, int rows) {
        audit.record(caller, action, null, null, Map.of("rows", rows));
    }
}
