package leadhub.reports;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes, shares, arranges and deletes dashboards. Everybody has their own; whoever may edit leads can share them, and managers can change all
 * shared ones. Programs see and change those that are shared. What a dashboard shows is what its reader may see.
 */
@Service
public class Dashboards {
    private static final int MOST_OWN = 20;
    private static final int MOST_SHARED = 100;

    private final DashboardSql sql;
    private final Audit audit;
    private final Clock clock;

    Dashboards(DashboardSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** The caller's own and all shared ones, in the order in which they were made. */
    public List<Dashboard> all(Caller caller) {
        return sql.list(caller.workspaceId(), Objects.requireNonNullElse(user(caller), 0L));
    }

    /** One page of them. */
    public Page<Dashboard> list(Caller caller, Slice slice) {
        var all = all(caller);
        return new Page<>(all.stream().skip(slice.offset()).limit(slice.limit()).toList(), all.size());
    }

    /** One that the caller sees. */
    public Dashboard get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(dashboard -> sees(caller, dashboard))
                .orElseThrow(Dashboards::unknown);
    }

    /** The same, to be changed: nobody else does until the transaction ends. */
    Dashboard hold(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id)
                .filter(dashboard -> sees(caller, dashboard))
                .orElseThrow(Dashboards::unknown);
    }

    public boolean mayChange(Caller caller, Dashboard dashboard) {
        var user = user(caller);
        return user == null
                || user.equals(dashboard.userId())
                || dashboard.isShared() && caller.role().covers(Role.MANAGER);
    }

    @Transactional
    public Dashboard create(Caller caller, String name, boolean isShared, List<Tile> tiles) {
        requireSharing(caller, user(caller), isShared);
        requireRoom(caller, isShared);
        var numbered = new ArrayList<Tile>();
        tiles.forEach(tile -> numbered.add(tile.numbered(numbered.size() + 1L)));
        var dashboard =
                sql.insert(caller.workspaceId(), user(caller), name, isShared, List.copyOf(numbered), Times.now(clock));
        audit.record(caller, "dashboard.created", dashboard.id(), null, dashboard);
        return dashboard;
    }

    /** Changes what is set. */
    @Transactional
    public Dashboard change(Caller caller, long id, DashboardChange change) {
        var before = lock(caller, id);
        var isShared = change.isShared().over(before.isShared());
        requireSharing(caller, before.userId(), isShared);
        if (isShared && !before.isShared()) {
            requireRoom(caller, true);
        }
        return write(
                caller,
                before,
                before.with(
                        change.name().over(before.name()),
                        isShared,
                        change.tiles().over(before.tiles()),
                        Times.now(clock)));
    }

    /** Puts a report behind the others. */
    @Transactional
    public Dashboard pin(Caller caller, long id, Tile tile) {
        var before = lock(caller, id);
        if (before.tiles().size() >= Dashboard.MOST_TILES) {
            throw Problem.invalid("tiles", Refusal.of("dashboard.full").with("max", Dashboard.MOST_TILES))
                    .exception();
        }
        var tiles = new ArrayList<>(before.tiles());
        tiles.add(tile);
        return arranged(caller, before, tiles);
    }

    /** Changes how one of its reports is shown, and where. @param position from 1; beyond the end it is the last */
    @Transactional
    public Dashboard arrange(
            Caller caller,
            long id,
            long tileId,
            Tile.@Nullable Size size,
            Tile.@Nullable Shows shows,
            @Nullable Long position) {
        var before = lock(caller, id);
        var tile = before.tile(tileId).orElseThrow(Dashboards::unknown);
        var changed = size == null ? tile : tile.in(size);
        changed = shows == null ? changed : changed.showing(shows);
        var tiles = new ArrayList<>(before.tiles());
        var place = tiles.indexOf(tile);
        tiles.remove(place);
        tiles.add(position == null ? place : (int) Math.clamp(position - 1, 0, tiles.size()), changed);
        return arranged(caller, before, tiles);
    }

    /** Takes a report off; one that isn't there any more is no mistake. */
    @Transactional
    public Dashboard unpin(Caller caller, long id, long tileId) {
        var before = lock(caller, id);
        return arranged(
                caller,
                before,
                before.tiles().stream().filter(tile -> tile.id() != tileId).toList());
    }

    @Transactional
    public void delete(Caller caller, long id) {
        var dashboard = lock(caller, id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "dashboard.deleted", id, dashboard, null);
    }

    private Dashboard arranged(Caller caller, Dashboard before, List<Tile> tiles) {
        return write(
                caller, before, before.with(before.name(), before.isShared(), List.copyOf(tiles), Times.now(clock)));
    }

    private Dashboard write(Caller caller, Dashboard before, Dashboard after) {
        sql.update(caller.workspaceId(), after);
        audit.record(caller, "dashboard.changed", before.id(), before, after);
        return after;
    }

    private Dashboard lock(Caller caller, long id) {
        var dashboard = hold(caller, id);
        if (!mayChange(caller, dashboard)) {
            throw new Problem.Forbidden(Refusal.of("dashboard.not_yours")).exception();
        }
        return dashboard;
    }

    /** A program's is seen by everybody. */
    private static void requireSharing(Caller caller, @Nullable Long owner, boolean isShared) {
        if (owner == null && !isShared) {
            throw Problem.invalid("is_shared", Refusal.of("dashboard.of_program"))
                    .exception();
        }
        if (isShared && user(caller) != null) {
            caller.require(Role.AGENT);
        }
    }

    private void requireRoom(Caller caller, boolean isShared) {
        var most = isShared ? MOST_SHARED : MOST_OWN;
        if (all(caller).stream().filter(one -> one.isShared() == isShared).count() >= most) {
            throw Problem.invalid("name", Refusal.of("dashboard.too_many").with("max", most))
                    .exception();
        }
    }

    private static boolean sees(Caller caller, Dashboard dashboard) {
        var user = user(caller);
        return dashboard.isShared() || user != null && user.equals(dashboard.userId());
    }

    private static @Nullable Long user(Caller caller) {
        return caller.actor().kind() == Actor.Kind.USER ? (Long) caller.actor().id() : null;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("dashboard.not_found")).exception();
    }
}
