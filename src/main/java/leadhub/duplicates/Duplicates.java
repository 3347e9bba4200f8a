package leadhub.duplicates;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import leadhub.imports.HeldRow;
import leadhub.imports.HeldRows;
import leadhub.imports.RowDecisions;
import leadhub.jobs.Jobs;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists pairs of leads that may be one person, and rows that imports hold since their people are leads; puts aside what isn't one. */
@Service
public class Duplicates {
    private final DuplicateSql sql;
    private final DuplicateScan scan;
    private final HeldRows rows;
    private final RowDecisions decisions;
    private final Visibility visibility;
    private final Audit audit;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // two kinds of them
    Duplicates(
            DuplicateSql sql,
            DuplicateScan scan,
            HeldRows rows,
            RowDecisions decisions,
            Visibility visibility,
            Audit audit,
            Clock clock) {
        this.sql = sql;
        this.scan = scan;
        this.rows = rows;
        this.decisions = decisions;
        this.visibility = visibility;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of those that the caller sees: pairs by how sure they are, rows as they came. */
    public Page<Duplicate> list(Caller caller, DuplicateKind kind, Slice slice) {
        return switch (kind) {
            case PAIRS -> {
                // What has changed lately is looked through before.
                catchUp(caller.workspaceId());
                yield pairs(caller, slice);
            }
            case ROWS -> rows.list(caller, slice).map(Duplicate::of);
        };
    }

    /** How many pairs are known that the caller sees, up to what anybody goes through. */
    public long known(Caller caller) {
        return sql.count(caller.workspaceId(), visibility.of(caller));
    }

    /** How many rows wait that the caller sees. */
    public long waiting(Caller caller) {
        return rows.count(caller);
    }

    private Page<Duplicate> pairs(Caller caller, Slice slice) {
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
                : Stream.of(new Duplicate(row.id(), List.of(one, other), null, row.reasons(), row.score()));
    }

    /** They are two persons: a pair isn't listed again, whatever becomes of either; of a row nothing comes. */
    @Transactional
    public void dismiss(Caller caller, long id) {
        caller.require(Permission.WRITE_LEADS);
        var pair = find(caller, id);
        if (pair.isEmpty()) {
            dismissRow(caller, id);
        } else if (sql.dismiss(caller.workspaceId(), id, Json.write(caller.actor()), Times.now(clock))) {
            audit.record(caller, "duplicate.dismissed", id, pair.get(), null);
        }
    }

    /** Again changes nothing. */
    private void dismissRow(Caller caller, long id) {
        if (!rows.isDecided(caller, id)) {
            decisions.dismiss(caller, id);
        }
    }

    /** A row that waits. A pair is no row: whoever makes its leads one merges them. */
    public HeldRow row(Caller caller, long id) {
        return rows.find(caller, id).orElseThrow(() -> isKnown(caller, id) ? noRow(caller, id) : unknown());
    }

    private RuntimeException noRow(Caller caller, long id) {
        var refusal = find(caller, id).isPresent() ? Refusal.of("duplicate.is_pair") : Refusal.of("duplicate.decided");
        return new Problem.Conflict(refusal).exception();
    }

    /** Refuses what isn't there, or not for the caller to see. */
    public void requireKnown(Caller caller, long id) {
        if (!isKnown(caller, id)) {
            throw unknown();
        }
    }

    private boolean isKnown(Caller caller, long id) {
        return find(caller, id).isPresent() || rows.find(caller, id).isPresent() || rows.isDecided(caller, id);
    }

    private Optional<DuplicateSql.Row> find(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).filter(row -> {
            var leads = sql.leads(caller.workspaceId(), new long[] {row.leadId(), row.otherId()});
            return leads.size() == 2 && leads.stream().allMatch(lead -> visibility.sees(caller, lead));
        });
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }
}
