package leadhub.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/** Writes down what became of imports; each lead's event names the import that made or changed it. */
@Component
class ImportRecord {
    private final Audit audit;
    private final Clock clock;

    ImportRecord(Audit audit, Clock clock) {
        this.audit = audit;
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
    }

    /** What somebody decided on a row, without what stands in it. */
    void tellRow(Caller caller, String action, long leadId, Import one, long line) {
        var after = Map.of("import_id", one.id(), "file_name", one.file().name(), "line", line);
        audit.record(caller, action, leadId, null, after);
    }
}
