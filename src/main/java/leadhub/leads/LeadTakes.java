package leadhub.leads;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets somebody take a lead that nobody has: of two at once one gets it. */
@Service
public class LeadTakes {
    /** Whoever comes too late is told who was faster only where they could see the lead so long ago. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final Leads leads;
    private final Visibility visibility;
    private final LeadTakeSql sql;
    private final Clock clock;

    LeadTakes(Leads leads, Visibility visibility, LeadTakeSql sql, Clock clock) {
        this.leads = leads;
        this.visibility = visibility;
        this.sql = sql;
        this.clock = clock;
    }

    /** The lead before and after. */
    public record Taken(Lead before, Lead after) {}

    /**
     * Takes it.
     *
     * @throws ProblemException a {@link Problem.Conflict} if somebody has it
     */
    @Transactional
    public Taken take(Caller caller, long id) {
        if (caller.actor().kind() != Actor.Kind.USER) {
            throw new Problem.Forbidden(Refusal.of("permission.role")).exception();
        }
        var before = new Lead[1];
        var after = leads.change(caller, id, lead -> {
            before[0] = lead;
            if (!visibility.isNobodys(caller, lead)) {
                throw taken().exception();
            }
            return LeadChange.toOwner(caller.actor().id());
        });
        return new Taken(before[0], after);
    }

    private static Problem.Conflict taken() {
        return new Problem.Conflict(Refusal.of("lead.taken"));
    }

    /** Who has it, whom the caller may know of: they see the lead, or saw it when it was taken lately. */
    public Optional<Long> takenBy(Caller caller, long id) {
        return Optional.ofNullable(owner(caller, id));
    }

    private @Nullable Long owner(Caller caller, long id) {
        try {
            return leads.get(caller, id).assignedUserId();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return sql.takenBy(caller.workspaceId(), id, Times.now(clock).minus(LATELY))
                        .orElse(null);
            }
            throw e;
        }
    }
}
