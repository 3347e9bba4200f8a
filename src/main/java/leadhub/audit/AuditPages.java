package leadhub.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Audit log. */
@Component
class AuditPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final AuditLog log;
    private final Clock clock;

    AuditPages(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/audit", Role.ADMIN, this::show)
                .inSettings(410, "settings", "audit.title")
                .getPart("/settings/audit/csv", Role.ADMIN, this::csv);
    }

    private Reply show(Visit visit) {
        var asked = AuditQuery.of(visit);
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        var found = asked.isWrong()
                ? List.<AuditEntry>of()
                : log.list(visit.caller(), asked.filter(), before.orElse(Long.MAX_VALUE), PER_PAGE + 1);
        var entries = found.stream().limit(PER_PAGE).toList();
        var older = found.size() > PER_PAGE ? entries.getLast().id() : 0;
        return Reply.page("audit/list.jte", new AuditScreen(entries, asked, before.isPresent(), older));
    }

    private Reply csv(Visit visit) {
        var asked = AuditQuery.of(visit);
        if (asked.isWrong()) {
            return show(visit);
        }
        log.export(visit.caller(), asked.filter());
        var today = LocalDate.ofInstant(Times.now(clock), visit.page().zone());
        return new Reply.Streamed(
                "audit-" + today + ".csv",
                "text/csv;charset=UTF-8",
                out -> new AuditCsv(log, visit.caller(), asked.filter()).write(out));
    }
}
