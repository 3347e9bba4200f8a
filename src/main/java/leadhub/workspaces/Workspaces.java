package leadhub.workspaces;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Currencies;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.base.database.Remembered;
import leadhub.base.database.RetryOnConflict;
import leadhub.base.database.Signals;
import leadhub.web.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes workspaces. */
@Service
public class Workspaces {
    /** The topic of the signal that a workspace has changed; the subject is its id. */
    public static final String CHANGED = "workspaces";
    /** Names have at most this many characters. */
    static final int MOST_NAME_CHARACTERS = 255;

    private static final Logger log = LoggerFactory.getLogger(Workspaces.class);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final WorkspaceSql sql;
    private final Audit audit;
    private final Remembered<Workspace> known;
    private final Clock clock;
    private final Listeners listeners;

    Workspaces(WorkspaceSql sql, Audit audit, Signals signals, Clock clock, Listeners listeners) {
        this.sql = sql;
        this.audit = audit;
        this.known = new Remembered<>(signals, CHANGED, sql::get);
        this.clock = clock;
        this.listeners = listeners;
    }

    /** Whoever has something to do with it. */
    @Component
    record Listeners(List<NewWorkspaceListener> ofNew, ObjectProvider<TimeZoneListener> ofZones) {}

    /** All workspaces, by id. */
    public List<Workspace> all() {
        return sql.all();
    }

    /** Does background work in each workspace; what it throws in one is logged, and the others have their turn. */
    public void each(LongConsumer work) {
        for (var id : worked()) {
            try {
                RetryOnConflict.run(() -> {
                    work.accept(id);
                    return true;
                });
            } catch (RuntimeException e) {
                log.error("Background work in workspace {} failed", id, e);
            }
        }
    }

    /** The workspaces that have background work. */
    protected List<Long> worked() {
        return sql.ids();
    }

    public Optional<Workspace> find(String slug) {
        return sql.find(slug);
    }

    /** The workspace with that id. */
    public Workspace get(long id) {
        return sql.get(id);
    }

    /** The workspace that the caller is in. */
    public Workspace get(Caller caller) {
        return sql.get(caller.workspaceId());
    }

    /** The caller for background work in a workspace, with its country, time zone and language and all rights. */
    public Caller caller(long workspaceId, Actor actor) {
        return get(workspaceId).caller(actor);
    }

    /** The same without a statement, for what comes many times a second: what another process changed a moment ago may be missing. */
    public Caller rememberedCaller(long workspaceId, Actor actor) {
        return known.get(workspaceId).caller(actor);
    }

    /** Creates a workspace with its first pipeline and no user; a slug in use is refused. */
    @Transactional
    public Workspace create(NewWorkspace wanted) {
        if (!wanted.slug().matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
            throw Problem.invalid("slug", Refusal.of("workspace.slug")).exception();
        }
        requireName(wanted.name());
        var workspace = sql.insert(wanted, Times.now(clock))
                .orElseThrow(() -> Problem.invalid("slug", Refusal.of("taken")).exception());
        var caller = workspace.caller(Actor.system("workspace"));
        audit.record(caller, "workspace.created", workspace.id(), null, workspace);
        listeners.ofNew().forEach(listener -> listener.created(caller));
        return workspace;
    }

    /** Changes what is set in the caller's workspace, effective at once in every server process. */
    @Transactional
    public Workspace change(Caller caller, WorkspaceChange change) {
        caller.require(Role.ADMIN);
        var before = sql.lock(caller.workspaceId());
        var name = change.name().over(before.name());
        var timeZone = change.timeZone().over(before.timeZone());
        var defaultCountry = change.defaultCountry().over(before.defaultCountry());
        requireName(name);
        if (!timeZone.equals(before.timeZone()) && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw Problem.invalid("time_zone", Refusal.of("in")).exception();
        }
        if (!COUNTRIES.contains(defaultCountry)) {
            throw Problem.invalid("default_country", Refusal.of("in")).exception();
        }
        var currency = Currencies.code(change.currency().over(before.currency()))
                .orElseThrow(() -> Problem.invalid("currency", Refusal.of("in")).exception());
        var language = change.language().over(before.language());
        if (language != null && !Words.LANGUAGES.contains(language)) {
            throw Problem.invalid("language", Refusal.of("in")).exception();
        }
        var wanted = new Workspace(
                before.id(),
                before.slug(),
                name,
                timeZone,
                defaultCountry,
                currency,
                language,
                change.dateFormat().over(before.dateFormat()),
                before.createdAt());
        var after = sql.update(wanted, Times.now(clock));
        audit.record(caller, "workspace.changed", after.id(), before, after);
        known.changed(after.id());
        if (!after.timeZone().equals(before.timeZone())) {
            listeners.ofZones().forEach(listener -> listener.timeZoneChanged(caller));
        }
        return after;
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > MOST_NAME_CHARACTERS) {
            throw Problem.invalid(
                            "name", Refusal.of("between.string").with("min", 1).with("max", MOST_NAME_CHARACTERS))
                    .exception();
        }
    }
}
