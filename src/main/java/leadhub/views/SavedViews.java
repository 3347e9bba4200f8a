package leadhub.views;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Saves, shares and deletes views. Everybody has their own; anybody who may edit leads can share them, and managers
 * can edit all shared ones.
 */
@Service
public class SavedViews {
    /** How wide a column can be, in rem. */
    public static final int NARROWEST = 4;

    public static final int WIDEST = 40;

    private static final int MOST = 100;
    private static final Duration RESTORABLE = Duration.ofDays(30);

    private final SavedViewSql sql;
    private final Audit audit;
    private final Clock clock;

    SavedViews(SavedViewSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** The caller's own views and all shared ones, in the order of their creation. */
    public List<SavedView> list(Caller caller) {
        return sql.list(caller.workspaceId(), caller.actor().id());
    }

    /** A view that the caller can see. */
    public SavedView get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(view -> sees(caller, view))
                .orElseThrow(SavedViews::unknown);
    }

    /** Whether that caller may edit and delete a view. */
    public boolean mayChange(Caller caller, SavedView view) {
        return view.userId() == caller.actor().id()
                || view.isShared() && caller.role().covers(Role.MANAGER);
    }

    /** Saves a view. */
    @Transactional
    public SavedView create(Caller caller, NewSavedView wanted) {
        requireSharing(caller, wanted.isShared());
        requireRoom(caller, caller.actor().id());
        var view = sql.insert(caller.workspaceId(), caller.actor().id(), wanted, Times.now(clock));
        audit.record(caller, "view.created", view.id(), null, view);
        return view;
    }

    /** Changes what is set. */
    @Transactional
    public SavedView change(Caller caller, long id, SavedViewChange change) {
        var before = lock(caller, id);
        var after = new SavedView(
                id,
                before.userId(),
                change.name().over(before.name()),
                change.isShared().over(before.isShared()),
                change.query().over(before.query()),
                change.columns().over(before.columns()),
                before.widths());
        requireSharing(caller, after.isShared());
        sql.update(caller.workspaceId(), after, Times.now(clock));
        audit.record(caller, "view.changed", id, before, after);
        return after;
    }

    /** Deletes a view, which can be restored for {@link #RESTORABLE}; its leads aren't affected. */
    @Transactional
    public SavedView delete(Caller caller, long id) {
        var view = lock(caller, id);
        var now = Times.now(clock);
        sql.forgetRemoved(caller.workspaceId(), now.minus(RESTORABLE));
        sql.remove(caller.workspaceId(), id, now);
        audit.record(caller, "view.deleted", id, view, null);
        return view;
    }

    /** Restores a deleted view. */
    @Transactional
    public SavedView restore(Caller caller, long id) {
        var view = mine(caller, sql.lockRemoved(caller.workspaceId(), id));
        requireSharing(caller, view.isShared());
        requireRoom(caller, view.userId());
        sql.restore(caller.workspaceId(), id);
        audit.record(caller, "view.restored", id, null, view);
        return view;
    }

    /** The columns that the caller chose for the list without a view. */
    public ChosenColumns chosenColumns(Caller caller) {
        return sql.chosenColumns(caller.workspaceId(), caller.actor().id()).orElse(ChosenColumns.NONE);
    }

    /** Makes a column as wide as that in the caller's own list, in rem; null makes it as wide as it comes. Not audited either. */
    @Transactional
    public void widen(Caller caller, String column, @Nullable Integer width) {
        sql.widen(caller.workspaceId(), caller.actor().id(), requireWidth(column, width));
    }

    /** The same in a view that the caller may edit. */
    @Transactional
    public void widenIn(Caller caller, long id, String column, @Nullable Integer width) {
        var view = lock(caller, id);
        sql.widenView(caller.workspaceId(), view.id(), requireWidth(column, width));
    }

    private static String requireWidth(String column, @Nullable Integer width) {
        if (width != null && (width < NARROWEST || width > WIDEST)) {
            throw Problem.invalid(
                            "width",
                            Refusal.of("between").with("min", NARROWEST).with("max", WIDEST))
                    .exception();
        }
        return Json.write(Json.MAPPER.createObjectNode().put(column, width));
    }

    /** Saves them. A personal preference, like the appearance of the panel, so it isn't in the audit log. */
    @Transactional
    public void chooseColumns(Caller caller, List<String> columns) {
        sql.chooseColumns(caller.workspaceId(), caller.actor().id(), columns);
    }

    private SavedView lock(Caller caller, long id) {
        return mine(caller, sql.lock(caller.workspaceId(), id));
    }

    /** A view that the caller can see and edit. */
    private SavedView mine(Caller caller, Optional<SavedView> found) {
        var view = found.filter(one -> sees(caller, one)).orElseThrow(SavedViews::unknown);
        if (!mayChange(caller, view)) {
            throw new Problem.Forbidden(Refusal.of("permission.role")).exception();
        }
        return view;
    }

    private void requireRoom(Caller caller, long userId) {
        if (sql.countOwn(caller.workspaceId(), userId) >= MOST) {
            throw Problem.invalid("name", Refusal.of("view.too_many").with("max", MOST))
                    .exception();
        }
    }

    private static boolean sees(Caller caller, SavedView view) {
        return view.isShared() || view.userId() == caller.actor().id();
    }

    private static void requireSharing(Caller caller, boolean isShared) {
        if (isShared) {
            caller.require(Role.AGENT);
        }
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("view.not_found")).exception();
    }
}
