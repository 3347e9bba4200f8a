package leadhub.scoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.conditions.Facts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Previews rules before they are saved, on as many leads as there is time for, the newest first. */
@Service
public class Previews {
    private static final long LONGEST_NANOS = Duration.ofMillis(1500).toNanos();
    private static final int BATCH = 2000;
    private static final int SHOWN = 10;
    private static final Comparator<Preview.Move> BIGGEST = Comparator.comparingInt(Preview.Move::size)
            .thenComparingInt(Preview.Move::after)
            .reversed()
            .thenComparing(Comparator.comparingLong(Preview.Move::leadId).reversed());

    private final ScoringRules rules;
    private final Scoring scoring;
    private final ScoredLeads leads;

    Previews(ScoringRules rules, Scoring scoring, ScoredLeads leads) {
        this.rules = rules;
        this.scoring = scoring;
        this.leads = leads;
    }

    /**
     * How scores change when a rule is created or changed.
     *
     * @param before the current rule; null for a new one
     */
    public Preview preview(Caller caller, @Nullable ScoringRule before, RuleTerms wanted) {
        caller.require(Role.MANAGER);
        var terms = rules.checked(caller, before, wanted);
        ToIntFunction<Facts> pointsBefore =
                before == null ? lead -> 0 : scoring.points(caller.workspaceId(), before.terms());
        var points = scoring.points(caller.workspaceId(), terms);
        var started = System.nanoTime();
        var tried = 0L;
        var gaining = 0L;
        var losing = 0L;
        var biggest = new ArrayList<Preview.Move>();
        var id = Long.MAX_VALUE;
        List<ScoredLeads.Scored> batch;
        do {
            batch = leads.before(caller, id, BATCH);
            for (var lead : batch) {
                id = lead.id();
                var difference = points.applyAsInt(lead.facts()) - pointsBefore.applyAsInt(lead.facts());
                gaining += difference > 0 ? 1 : 0;
                losing += difference < 0 ? 1 : 0;
                if (difference != 0) {
                    biggest.add(new Preview.Move(lead.id(), lead.name(), lead.score(), lead.score() + difference));
                }
            }
            tried += batch.size();
            biggest.sort(BIGGEST);
            biggest.subList(Math.min(SHOWN, biggest.size()), biggest.size()).clear();
        } while (batch.size() == BATCH && System.nanoTime() - started < LONGEST_NANOS);
        var total = batch.size() < BATCH ? tried : leads.count(caller);
        return new Preview(tried, total, gaining, losing, List.copyOf(biggest));
    }
}
