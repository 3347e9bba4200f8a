package leadhub.duplicates;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.jobs.Jobs;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists pairs of leads that may be one person, and puts aside those that aren't. */
@Service
public class Duplicates {
    private final DuplicateSql sql;
    private final DuplicateScan scan;
    private final Visibility visibility;
    private final Audit audit;
    private final Clock clock;

    Duplicates(DuplicateSql sql, DuplicateScan scan, Visibility visibility, Audit audit, Clock clock) {
        this.sql = sql;
        this.scan = scan;
        this.visibility = visibility;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of those that the caller sees, the surest first. What has changed lately is looked through before. */
    public Page<Duplicate> list(Caller caller, Slice slice) {
        catchUp(caller.workspaceId());
        var page = sql.list(caller.workspaceId(), visibility.of(caller), slice);
        var ids = page.items().stream()
                .flatMapToLong(row -> LongStream.of(row.leadId(), row.otherId()))
                .distinct()
                .toArray();
        Map<Long, Lead> leads = ids.length == 0
                ? Map.of()
                : sql.leads(caller.workspaceId(), ids).stream()
                        .collect(Collectors.toMap(Lead::id, Function.identity()));
        // One that goes at this moment is left off.
        return new Page<>(page.items().stream().flatMap(row -> pair(row, leads)).toList(), page.total());
    }

    /** A few thousand leads are looked at at once; what is more is left to the background. */
    private void catchUp(long workspaceId) {
        var result = scan.step(workspaceId);
        if (result == Jobs.StepResult.MORE) {
            result = scan.step(workspaceId);
        }
        if (result == Jobs.StepResult.MORE) {
            scan.wake(workspaceId);
        }
    }

    private static Stream<Duplicate> pair(DuplicateSql.Row row, Map<Long, Lead> leads) {
        var one = leads.get(row.leadId());
        var other = leads.get(row.otherId());
        return one == null || other == null
                ? Stream.of()
                : Stream.of(new Duplicate(row.id(), one, other, row.reasons(), row.score()));
    }

    /** They are two persons: they aren't listed again, whatever becomes of either. */
    @Transactional
    public void dismiss(Caller caller, long id) {
        caller.require(Permission.WRITE_LEADS);
        var row = known(caller, id);
        if (sql.dismiss(caller.workspaceId(), id, Json.write(caller.actor()), Times.now(clock))) {
            audit.record(caller, "duplicate.dismissed", id, row, null);
        }
    }

    /** Refuses a pair that isn't there, or not for the caller to see. */
    public void requireKnown(Caller caller, long id) {
        known(caller, id);
    }

    private DuplicateSql.Row known(Caller caller, long id) {
        var row = sql.find(caller.workspaceId(), id).orElseThrow(Duplicates::unknown);
        var leads = sql.leads(caller.workspaceId(), new long[] {row.leadId(), row.otherId()});
        if (leads.size() < 2 || leads.stream().anyMatch(lead -> !visibility.sees(caller, lead))) {
            throw unknown();
        }
        return row;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }
}
