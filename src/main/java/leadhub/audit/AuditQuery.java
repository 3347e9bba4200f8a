package leadhub.audit;

import java.time.format.DateTimeParseException;
import leadhub.panel.AskedFilter;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;

/**
 * A visitor's query of the audit log.
 *
 * @param isWrong whether a day can't be read
 */
public record AuditQuery(AskedFilter asked, AuditFilter filter, boolean isWrong) {

    static AuditQuery of(Visit visit) {
        var asked = AskedFilter.of(visit, "action", "who", "from", "to");
        var zone = visit.page().zone();
        try {
            var filter = new AuditFilter(
                    asked.find("action"),
                    asked.find("who"),
                    AskedDays.start(asked.find("from"), 0, zone),
                    AskedDays.start(asked.find("to"), 1, zone));
            return new AuditQuery(asked, filter, false);
        } catch (DateTimeParseException e) {
            return new AuditQuery(asked, new AuditFilter(null, null, null, null), true);
        }
    }

    public String asked(String name) {
        return asked.shown(name);
    }

    public boolean isFiltered() {
        return !asked.isEmpty();
    }

    /** A path with the same query. */
    public String at(String path) {
        return asked.at(path);
    }

    /** The same query for entries older than one. */
    public String olderThan(long id) {
        return asked.olderThan("/settings/audit", id);
    }
}
