package leadhub.automations.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.automations.Automation;
import leadhub.automations.KnownAutomations;
import leadhub.automations.steps.Term;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.EventStarts;
import leadhub.events.FieldChange;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import org.springframework.stereotype.Component;

/**
 * Starts runs, and wakes those that wait, in the transaction of what happened. Which automations apply is found out in
 * memory: where none does, it costs no statement.
 */
@Component
class RunListener implements EventStarts {
    private final KnownAutomations known;
    private final Matching matching;
    private final StartSql sql;
    private final RunMarks marks;
    private final Schedule schedule;

    RunListener(KnownAutomations known, Matching matching, StartSql sql, RunMarks marks, Schedule schedule) {
        this.known = known;
        this.matching = matching;
        this.sql = sql;
        this.marks = marks;
        this.schedule = schedule;
    }

    @Override
    public List<Decisions> start(Caller caller, List<LeadEvent> events) {
        var automations = known.all(caller.workspaceId());
        if (automations.isEmpty()) {
            return List.of();
        }
        var now = events.getFirst().at();
        var runs = new ArrayList<NewRun>();
        var decisions = events.stream()
                .map(event -> decide(caller, automations, event, runs))
                .toList();
        schedule.happened(caller, automations, events);
        if (automations.stream().map(KnownAutomations.Known::automation).anyMatch(Automation::listens)
                || events.stream().anyMatch(RunListener::isGone)) {
            wake(caller, events, now);
        }
        if (!runs.isEmpty()) {
            sql.insert(caller, runs, now);
            marks.leave(caller.workspaceId());
            runs.stream().filter(NewRun::isGathering).forEach(run -> marks.park(caller.workspaceId(), run.dueAt()));
        }
        return decisions;
    }

    private Decisions decide(
            Caller caller, List<KnownAutomations.Known> automations, LeadEvent event, List<NewRun> runs) {
        var decisions = new Decisions(new ArrayList<>(), new ArrayList<>());
        for (var one : automations) {
            matching.decide(caller, one, event).ifPresent(decision -> {
                decisions.ids().add(one.automation().id());
                decisions.outcomes().add(decision.word());
                if (decision == Decision.STARTED) {
                    runs.add(run(one, event));
                }
            });
        }
        return decisions;
    }

    private NewRun run(KnownAutomations.Known one, LeadEvent event) {
        return NewRun.of(
                one.automation(),
                event.leadId(),
                matching.key(one.definition(), event),
                event.actor().causedBy(),
                Json.write(event.changes()),
                event.at(),
                one.definition().trigger().debounceSeconds());
    }

    private static boolean isGone(LeadEvent event) {
        return event.kind() == LeadEventKind.DELETED || event.kind() == LeadEventKind.MERGED_INTO;
    }

    /** What it changed, with what is no field of a lead and ends runs nevertheless. */
    private static Map<String, FieldChange> told(LeadEvent event) {
        return switch (event.kind()) {
            case UNSUBSCRIBED, SMS_STOPPED, MESSAGES_STOPPED -> told(Term.Ending.UNSUBSCRIBED);
            case REPLIED -> told(Term.Ending.REPLIED);
            default -> event.changes();
        };
    }

    private static Map<String, FieldChange> told(Term.Ending ending) {
        return Map.of(ending.field(), new FieldChange(null, ending.value()));
    }

    /** Whatever happened to a lead at this moment, at once. */
    private void wake(Caller caller, List<LeadEvent> events, java.time.Instant now) {
        var changes = new LinkedHashMap<Long, Map<String, FieldChange>>();
        var gone = new LinkedHashMap<Long, Boolean>();
        for (var event : events) {
            var told = told(event);
            if (!told.isEmpty() || isGone(event)) {
                changes.computeIfAbsent(event.leadId(), id -> new LinkedHashMap<>())
                        .putAll(told);
                gone.merge(event.leadId(), isGone(event), Boolean::logicalOr);
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        var news = changes.entrySet().stream()
                .map(one -> new StartSql.News(
                        one.getKey(), Json.write(one.getValue()), gone.getOrDefault(one.getKey(), false)))
                .toList();
        sql.wake(caller.workspaceId(), news, now);
        marks.leave(caller.workspaceId());
    }
}
