package leadhub.exports.schedules;

import java.time.Clock;
import java.util.function.UnaryOperator;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.exports.schedules.ScheduledExport.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exports that are made again and again. People have their own, managers see and change those of everybody; a key sees those of
 * the whole workspace.
 *
 * <p>Limits: 50 in a workspace, 8,000 characters of filter.
 */
@Service
public class ScheduledExports {
    static final int MOST = 50;
    /** Characters of the address that says which leads. */
    private static final int MOST_QUERY = 8_000;

    private final ExportScheduleSql sql;
    private final ExportFileSql files;
    private final ExportOwners owners;
    private final ExportTurns turns;
    private final Audit audit;
    private final Clock clock;

    ScheduledExports(
            ExportScheduleSql sql,
            ExportFileSql files,
            ExportOwners owners,
            ExportTurns turns,
            Audit audit,
            Clock clock) {
        this.sql = sql;
        this.files = files;
        this.owners = owners;
        this.turns = turns;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the audit log keeps of one. */
    private record Audited(String name, long userId, String query, Timing timing, String state) {
        static Audited of(ScheduledExport one) {
            var wish = one.wish();
            return new Audited(
                    wish.name(),
                    wish.userId(),
                    wish.terms().query(),
                    wish.timing(),
                    one.state().word());
        }
    }

    /** Those that the caller sees, by id. */
    public Page<ScheduledExport> list(Caller caller, Slice slice) {
        require(caller);
        return sql.list(
                caller.workspaceId(),
                seesAll(caller) ? null : (Long) caller.actor().id(),
                slice);
    }

    public ScheduledExport get(Caller caller, long id) {
        require(caller);
        return seen(caller, sql.find(caller.workspaceId(), id).orElse(null));
    }

    /** The same; nobody else changes it until the transaction ends. */
    public ScheduledExport hold(Caller caller, long id) {
        require(caller);
        return seen(caller, sql.lock(caller.workspaceId(), id).orElse(null));
    }

    @Transactional
    public ScheduledExport create(Caller caller, ExportWish asked) {
        require(caller);
        var wish = isOwner(caller, asked) ? asked : asked.from("");
        requireOwner(caller, wish);
        requireShort(wish);
        if (sql.count(caller.workspaceId()) >= MOST) {
            throw new Problem.Conflict(Refusal.of("export.too_many").with("max", MOST)).exception();
        }
        var now = Times.now(clock);
        var nextAt = wish.timing().next(now, caller.region().zone());
        var id = sql.insert(caller.workspaceId(), wish, nextAt, now);
        turns.add(caller.workspaceId(), id, nextAt);
        var made = get(caller, id);
        audit.record(caller, "export.created", id, null, Audited.of(made));
        return made;
    }

    /** @param change what is to become of what is wanted by now */
    @Transactional
    public ScheduledExport change(Caller caller, long id, UnaryOperator<ExportWish> change) {
        var before = hold(caller, id);
        return become(caller, before, change.apply(before.wish()), before.state());
    }

    /** The same, and whether files are made. */
    @Transactional
    public ScheduledExport change(Caller caller, long id, UnaryOperator<ExportWish> change, boolean isActive) {
        var before = hold(caller, id);
        return become(caller, before, change.apply(before.wish()), isActive ? State.ACTIVE : State.PAUSED);
    }

    /** No file is made until somebody resumes it. */
    @Transactional
    public ScheduledExport pause(Caller caller, long id) {
        return change(caller, id, wish -> wish, false);
    }

    /** Files are made again, of one that stopped too, if its owner may have them made by now. */
    @Transactional
    public ScheduledExport resume(Caller caller, long id) {
        return change(caller, id, wish -> wish, true);
    }

    /** Makes a file now, whatever the schedule says; refused while another one is being made. */
    @Transactional
    public ExportFile run(Caller caller, long id) {
        var export = hold(caller, id);
        if (owners.lost(caller, export).isPresent()) {
            throw new Problem.Conflict(Refusal.of("export.owner")).exception();
        }
        var file = turns.begin(caller.workspaceId(), export)
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("export.busy")).exception());
        audit.record(caller, "export.run", id, null, null);
        return files.find(caller.workspaceId(), id, file).orElseThrow();
    }

    /** With all its files. */
    @Transactional
    public void delete(Caller caller, long id) {
        var before = hold(caller, id);
        turns.forget(caller.workspaceId(), id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "export.deleted", id, Audited.of(before), null);
    }

    /** The files of one, newest first. */
    public Page<ExportFile> files(Caller caller, long id, Slice slice) {
        return files.list(caller.workspaceId(), get(caller, id).id(), slice);
    }

    private ScheduledExport become(Caller caller, ScheduledExport before, ExportWish asked, State state) {
        var wish = isOwner(caller, asked) ? asked : asked.from(originKept(before, asked));
        requireOwner(caller, wish, before);
        requireShort(wish);
        if (before.wish().equals(wish) && before.state() == state) {
            return before;
        }
        if (state == State.ACTIVE && owners.find(caller, wish.userId()).isEmpty()) {
            throw new Problem.Conflict(Refusal.of("export.owner")).exception();
        }
        var now = Times.now(clock);
        var nextAt =
                state == State.ACTIVE ? wish.timing().next(now, caller.region().zone()) : null;
        var reason = state == State.STOPPED ? before.reason() : null;
        sql.update(caller.workspaceId(), before.id(), wish, state, reason, nextAt, now);
        if (nextAt != null) {
            turns.add(caller.workspaceId(), before.id(), nextAt);
        }
        var after = get(caller, before.id());
        audit.record(caller, "export.changed", before.id(), Audited.of(before), Audited.of(after));
        return after;
    }

    /** An address that a request says is the server's is believed in emails to who sent it alone. */
    private static boolean isOwner(Caller caller, ExportWish wish) {
        return caller.actor().kind() == Actor.Kind.USER && caller.actor().id() == wish.userId();
    }

    private static String originKept(ScheduledExport before, ExportWish asked) {
        return asked.userId() == before.wish().userId() ? before.wish().origin() : "";
    }

    /** Nobody is given one who couldn't have made it. */
    private void requireOwner(Caller caller, ExportWish wish, ScheduledExport before) {
        if (wish.userId() != before.wish().userId()) {
            requireOwner(caller, wish);
        }
    }

    private void requireOwner(Caller caller, ExportWish wish) {
        if (owners.find(caller, wish.userId()).isEmpty()) {
            throw Problem.invalid("user_id", Refusal.of("in")).exception();
        }
    }

    private static void requireShort(ExportWish wish) {
        if (wish.terms().query().length() > MOST_QUERY) {
            throw Problem.invalid("filter", Refusal.of("max.string").with("max", MOST_QUERY))
                    .exception();
        }
    }

    private static ScheduledExport seen(Caller caller, @Nullable ScheduledExport one) {
        if (one == null
                || !seesAll(caller) && one.wish().userId() != caller.actor().id()) {
            throw new Problem.NotFound(Refusal.of("export.not_found")).exception();
        }
        return one;
    }

    private static boolean seesAll(Caller caller) {
        return isKey(caller) || caller.role().covers(Role.MANAGER);
    }

    private static boolean isKey(Caller caller) {
        return caller.actor().kind() == Actor.Kind.API_KEY;
    }

    private static void require(Caller caller) {
        if (!isKey(caller)) {
            caller.require(ExportOwners.LEAST);
        }
    }
}
