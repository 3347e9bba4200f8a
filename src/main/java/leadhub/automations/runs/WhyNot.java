package leadhub.automations.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.automations.KnownAutomations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.ReEntry;
import leadhub.automations.References;
import leadhub.automations.steps.TermJson;
import leadhub.automations.steps.TermMatcher;
import leadhub.base.Caller;
import leadhub.events.EventFeed;
import leadhub.events.LeadEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says why automations didn't run for a lead, by asking them once more about the last that happened to it: nothing is written
 * for what doesn't run.
 */
@Component
public class WhyNot {
    private static final int MOST_EVENTS = 50;

    private final KnownAutomations known;
    private final Matching matching;
    private final TermMatcher terms;
    private final References references;
    private final Past past;

    WhyNot(KnownAutomations known, Matching matching, TermMatcher terms, References references, Past past) {
        this.known = known;
        this.matching = matching;
        this.terms = terms;
        this.references = references;
        this.past = past;
    }

    /** What happened. */
    @Component
    record Past(EventFeed events, RunHistorySql runs, TimedPast timed) {}

    /**
     * Why one didn't run.
     *
     * @param reason {@code inactive}, {@code needs_repair}, {@code no_event}, {@code trigger}, {@code condition_false},
     *     {@code re_entry}, {@code loop} or {@code not_yet_active}; of those that time starts also {@code not_due} and
     *     {@code no_time}
     * @param condition as JSON; null for other reasons
     * @param value what was there; of a loop its chain; when it is due
     */
    public record NotRun(
            long automationId,
            String name,
            String reason,
            @Nullable Object condition,
            @Nullable Object value) {
        static NotRun of(Known known, String reason) {
            return of(known, reason, null, null);
        }

        static NotRun of(Known known, String reason, @Nullable Object condition, @Nullable Object value) {
            return new NotRun(known.automation().id(), known.automation().name(), reason, condition, value);
        }
    }

    /** Of each automation that has none of these runs. */
    public List<NotRun> of(Caller caller, long leadId, Set<Long> ran) {
        var others = known.all(caller.workspaceId()).stream()
                .filter(one -> !ran.contains(one.automation().id()))
                .toList();
        var events = past.events().latestOf(caller, leadId, MOST_EVENTS);
        var timed = past.timed().of(caller, leadId, others);
        return others.stream().map(one -> why(caller, one, events, timed)).toList();
    }

    private NotRun why(Caller caller, Known one, List<LeadEvent> events, TimedPast.OfLead timed) {
        var definition = one.definition();
        if (!one.automation().isActive()) {
            return NotRun.of(one, "inactive");
        }
        if (!references.missing(caller, definition).isEmpty()) {
            return NotRun.of(one, "needs_repair");
        }
        if (timed.isTimed(one)) {
            return byTime(caller, one, timed);
        }
        var byKind = events.stream()
                .filter(event -> matching.isBy(definition, event))
                .toList();
        var fitting = byKind.stream().filter(event -> matching.fits(one, event)).findFirst();
        if (fitting.isEmpty()) {
            return NotRun.of(one, byKind.isEmpty() ? "no_event" : "trigger");
        }
        var event = fitting.get();
        if (event.actor().causedBy().depth() >= Matching.MOST_DEPTH) {
            return NotRun.of(one, "loop", null, chain(caller, event));
        }
        return terms.unmet(definition.trigger().conditions(), matching.moment(caller, event))
                .map(unmet -> NotRun.of(one, "condition_false", TermJson.write(unmet.term()), unmet.value()))
                .orElseGet(() -> NotRun.of(
                        one, one.automation().reEntry() == ReEntry.EVERY_TIME ? "not_yet_active" : "re_entry"));
    }

    /** What is due later goes before what came of the last time. */
    private NotRun byTime(Caller caller, Known one, TimedPast.OfLead timed) {
        var id = one.automation().id();
        var due = timed.due().get(id);
        var last = timed.last().get(id);
        if (last == null || last == Decision.STARTED) {
            return due == null ? NotRun.of(one, "no_time") : NotRun.of(one, "not_due", null, due.toString());
        }
        if (last != Decision.CONDITION_FALSE) {
            return NotRun.of(one, last.word());
        }
        return terms.unmet(one.definition().trigger().conditions(), timed.now())
                .map(unmet -> NotRun.of(one, last.word(), TermJson.write(unmet.term()), unmet.value()))
                .orElseGet(() -> NotRun.of(one, last.word()));
    }

    /** The runs that led to each other, the last first. */
    private List<Map<String, Object>> chain(Caller caller, LeadEvent event) {
        var chain = new ArrayList<Map<String, Object>>();
        var run = event.actor().run();
        Long id = run == null ? null : (Long) run.id();
        while (id != null && chain.size() < Matching.MOST_DEPTH) {
            var found = past.runs().find(caller.workspaceId(), id).orElse(null);
            if (found == null) {
                break;
            }
            var link = new LinkedHashMap<String, Object>();
            link.put("automation_id", found.automationId());
            link.put("run_id", found.id());
            link.put("depth", found.causedBy().depth() + 1);
            chain.add(link);
            id = found.causedBy().runId();
        }
        return chain;
    }

    /** The automations that some runs are of. */
    public static Set<Long> automations(List<Runs.WholeRun> runs) {
        return runs.stream()
                .map(run -> run.run().automationId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
