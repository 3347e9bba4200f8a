package leadhub.leads.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.leads.pages.JoinedTimeline.Line;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Tells what happened to several leads together, to be read alone. */
@Component
public class JoinedTimelines {
    private final TimelineSql sql;
    private final TimelineNotes notes;
    private final LeadChoices.Reader choices;
    private final Clock clock;

    JoinedTimelines(TimelineSql sql, TimelineNotes notes, LeadChoices.Reader choices, Clock clock) {
        this.sql = sql;
        this.notes = notes;
        this.choices = choices;
        this.clock = clock;
    }

    /** What happened before the event that the visit asks for, or the latest. @param leads some hundreds that the visitor sees */
    public JoinedTimeline of(Visit visit, Collection<Lead> leads) {
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        var byId = byAllIds(leads);
        var ids = byId.keySet().stream().mapToLong(id -> id).toArray();
        var found = sql.readAll(visit.caller().workspaceId(), ids, before, Timelines.LENGTH + 1);
        var shown = found.stream().limit(Timelines.LENGTH).toList();
        return new JoinedTimeline(
                lines(visit, byId, shown),
                found.size() > Timelines.LENGTH ? shown.getLast().id() : null,
                visit.asked("since").filter(day -> day.matches("[0-9-]{10}")).orElse(""),
                LocalDate.ofInstant(clock.instant(), visit.page().zone()));
    }

    private List<Line> lines(Visit visit, Map<Long, Lead> byId, List<TimelineSql.Event> events) {
        var ids = events.stream()
                .map(TimelineSql.Event::noteId)
                .filter(id -> id > 0)
                .toList();
        var written = new HashMap<>(ids.isEmpty() ? Map.of() : notes.read(visit, byId.values(), ids));
        var all = choices.read(visit.caller());
        var lines = new ArrayList<Line>();
        for (var event : events) {
            var lead = byId.get(event.leadId());
            if (lead != null) {
                var entry = Timelines.entry(visit.page(), event, all, written.remove(event.noteId()));
                lines.add(new Line(lead, entry));
            }
        }
        return lines;
    }

    /** Each by its own id and by those of the leads that have become part of it. */
    private static Map<Long, Lead> byAllIds(Collection<Lead> leads) {
        var byId = new LinkedHashMap<Long, Lead>();
        leads.forEach(lead -> Arrays.stream(lead.idsOfAll()).forEach(id -> byId.put(id, lead)));
        return byId;
    }
}
