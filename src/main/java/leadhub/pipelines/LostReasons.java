package leadhub.pipelines;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes, reorders, archives and deletes the reasons for which leads are lost, and says whether people have to give one. */
@Service
public class LostReasons {
    private final LostReasonSql sql;
    private final Audit audit;
    private final Clock clock;
    private final Remembered<LossRules> known;

    LostReasons(LostReasonSql sql, Audit audit, Signals signals, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
        this.known = new Remembered<>(signals, "lost-reasons", this::read);
    }

    private LossRules read(long workspaceId) {
        return new LossRules(sql.all(workspaceId), sql.isRequired(workspaceId));
    }

    /** What the workspace wants to know; runs no statement. */
    public LossRules rules(Caller caller) {
        return known.get(caller.workspaceId());
    }

    /** One page of all reasons, in their order. */
    public Page<LostReason> list(Caller caller, Slice slice) {
        var all = sql.all(caller.workspaceId());
        return new Page<>(all.stream().skip(slice.offset()).limit(slice.limit()).toList(), all.size());
    }

    /** The reason, if it is this workspace's. */
    public LostReason get(Caller caller, long id) {
        return one(sql.all(caller.workspaceId()), id);
    }

    /** The reason, to be changed: nobody else changes a reason of the workspace until the transaction ends. */
    LostReason hold(Caller caller, long id) {
        return one(lock(caller), id);
    }

    /** Creates a reason after all others. */
    @Transactional
    public LostReason create(Caller caller, String name) {
        caller.require(Permission.WRITE_PIPELINES);
        var before = lock(caller);
        requireRoom(before.size() + 1);
        requireFree(before, name, null);
        var made = sql.insert(caller.workspaceId(), name, before.size() + 1, Times.now(clock));
        audit.record(caller, "lost_reason.created", made.id(), null, made);
        known.changed(caller.workspaceId());
        return made;
    }

    /** Creates those that aren't there yet, in their order. */
    @Transactional
    public void createAll(Caller caller, List<String> names) {
        for (var name : names) {
            var isThere = lock(caller).stream()
                    .anyMatch(reason -> Unicode.key(reason.name()).equals(Unicode.key(name)));
            if (!isThere) {
                create(caller, name);
            }
        }
    }

    /** Changes what is set. Leads keep the words that they were lost with. */
    @Transactional
    public LostReason change(Caller caller, long id, LostReasonChange change) {
        caller.require(Permission.WRITE_PIPELINES);
        var all = lock(caller);
        var before = one(all, id);
        var name = change.name().over(before.name());
        requireFree(all, name, before);
        if (change.position().isSet()) {
            sql.order(caller.workspaceId(), order(all, id, change.position().over(null)));
        }
        var isArchived = change.isArchived().over(before.isArchived());
        var after = sql.update(caller.workspaceId(), id, name, isArchived, Times.now(clock));
        audit.record(caller, "lost_reason.changed", id, before, after);
        known.changed(caller.workspaceId());
        return after;
    }

    /** Deletes a reason; leads keep the words that they were lost with. */
    @Transactional
    public void delete(Caller caller, long id) {
        caller.require(Permission.WRITE_PIPELINES);
        var all = lock(caller);
        var reason = one(all, id);
        sql.delete(caller.workspaceId(), id);
        sql.order(caller.workspaceId(), ids(all, id));
        audit.record(caller, "lost_reason.deleted", id, reason, null);
        known.changed(caller.workspaceId());
    }

    /** Says whether people have to give a reason. */
    @Transactional
    public void require(Caller caller, boolean isRequired) {
        caller.require(Permission.WRITE_PIPELINES);
        lock(caller);
        var before = sql.isRequired(caller.workspaceId());
        if (before != isRequired) {
            sql.require(caller.workspaceId(), isRequired);
            audit.record(caller, "lost_reason.rule_changed", null, new Rule(before), new Rule(isRequired));
            known.changed(caller.workspaceId());
        }
    }

    /** As the audit record keeps it. */
    private record Rule(boolean isRequired) {}

    private List<LostReason> lock(Caller caller) {
        sql.lock(caller.workspaceId());
        return sql.all(caller.workspaceId());
    }

    private static LostReason one(List<LostReason> all, long id) {
        return all.stream()
                .filter(reason -> reason.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("lost_reason.not_found")).exception());
    }

    private static void requireRoom(int count) {
        if (count > LostReason.MOST) {
            throw Problem.invalid("name", Refusal.of("lost_reason.too_many").with("max", LostReason.MOST))
                    .exception();
        }
    }

    private static void requireFree(List<LostReason> all, String name, @Nullable LostReason self) {
        var isTaken = all.stream()
                .anyMatch(reason -> (self == null || reason.id() != self.id())
                        && Unicode.key(reason.name()).equals(Unicode.key(name)));
        if (isTaken) {
            throw Problem.invalid("name", Refusal.of("taken")).exception();
        }
    }

    private static List<Long> order(List<LostReason> all, long id, @Nullable Long position) {
        var ids = ids(all, id);
        var place = position == null ? ids.size() : Math.clamp(position - 1, 0, ids.size());
        ids.add(place, id);
        return ids;
    }

    private static List<Long> ids(List<LostReason> all, long without) {
        return all.stream()
                .map(LostReason::id)
                .filter(id -> id != without)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
