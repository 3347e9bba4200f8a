package leadhub.tags;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.DeletionGuard;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes tags. */
@Service
public class Tags {
    /** As many as a person can reasonably choose from. */
    private static final Slice MANY = new Slice(0, 200);

    private final TagSql sql;
    private final TaggedLeads leads;
    private final Audit audit;
    private final DeletionGuard guard;
    private final Clock clock;
    private final Remembered<List<Tag>> known;

    // One more, because tags may be needed elsewhere.
    Tags(TagSql sql, TaggedLeads leads, Audit audit, Signals signals, Clock clock, DeletionGuard guard) {
        this.guard = guard;
        this.sql = sql;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
        this.known = new Remembered<>(
                signals, "tags", workspaceId -> sql.list(workspaceId, MANY).items());
    }

    /** All tags to choose from, by id; runs no statement. */
    public List<Tag> all(Caller caller) {
        return known.get(caller.workspaceId());
    }

    /** One page of all tags, by id. */
    public Page<Tag> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    /** One page of all tags, sorted by name regardless of case. */
    public Page<Tag> byName(Caller caller, Slice slice) {
        return sql.byName(caller.workspaceId(), slice);
    }

    /** The tag, if it is this workspace's. */
    public Tag get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(Tags::unknown);
    }

    /** The tag, if there is one; costs no statement unless there are very many. */
    public Optional<Tag> find(Caller caller, long id) {
        var all = all(caller);
        var found = all.stream().filter(tag -> tag.id() == id).findFirst();
        return found.isPresent() || all.size() < MANY.limit() ? found : sql.find(caller.workspaceId(), id);
    }

    /** The tag with that name, regardless of case. */
    public Optional<Tag> named(Caller caller, String name) {
        return sql.named(caller.workspaceId(), List.of(key(name))).stream().findFirst();
    }

    /** Creates a tag; a name in use, regardless of case, is refused. */
    @Transactional
    public Tag create(Caller caller, NewTag wanted) {
        caller.require(Permission.WRITE_TAGS);
        var tag = sql.insert(caller.workspaceId(), wanted, key(wanted.name()), Times.now(clock))
                .orElseThrow(Tags::taken);
        audit.record(caller, "tag.created", tag.id(), null, tag);
        known.changed(caller.workspaceId());
        return tag;
    }

    /** Changes what is set. */
    @Transactional
    public Tag change(Caller caller, long id, TagChange change) {
        caller.require(Permission.WRITE_TAGS);
        var before = lock(caller, id);
        var name = change.name().over(before.name());
        var after = sql.update(
                        caller.workspaceId(),
                        id,
                        name,
                        key(name),
                        change.color().over(before.color()),
                        Times.now(clock))
                .orElseThrow(Tags::taken);
        audit.record(caller, "tag.changed", id, before, after);
        known.changed(caller.workspaceId());
        if (!after.name().equals(before.name())) {
            leads.renamed(caller, after);
        }
        return after;
    }

    /** Deletes a tag and removes it from its leads. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.WRITE_TAGS);
        if (!isForced) {
            var named = get(caller, id);
            guard.check(caller.workspaceId(), RecordKind.TAG, Long.toString(id));
            guard.check(caller.workspaceId(), RecordKind.TAG_NAME, key(named.name()));
        }
        // Locks the leads before the tag, in the same order as changes of leads; then the leads that got the tag
        // meanwhile.
        leads.untagAll(caller, get(caller, id));
        var tag = lock(caller, id);
        leads.untagAll(caller, tag);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "tag.deleted", id, tag, null);
        known.changed(caller.workspaceId());
    }

    /**
     * The tags of those names in their order; unknown ones are made, equal ones count once. Takes no role of its own:
     * whoever may tag a lead may do it with a new word. Called inside a verb's transaction, and holds on to the tags
     * until its end so that nobody removes one meanwhile.
     */
    public List<Tag> ensure(Caller caller, List<String> names) {
        var byKey = new LinkedHashMap<String, String>();
        names.forEach(name -> byKey.putIfAbsent(key(name), name));
        if (byKey.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<String, Tag>();
        sql.lockNamed(caller.workspaceId(), byKey.keySet()).forEach(tag -> found.put(key(tag.name()), tag));
        // In the same order for everybody, so that two leads with the same new tags can't deadlock.
        var missing = byKey.keySet().stream()
                .filter(key -> !found.containsKey(key))
                .sorted()
                .toList();
        for (var key : missing) {
            var name = byKey.getOrDefault(key, key);
            var made = sql.insert(caller.workspaceId(), new NewTag(name, Tag.USUAL_COLOR), key, Times.now(clock));
            made.ifPresent(tag -> audit.record(caller, "tag.created", tag.id(), null, tag));
            var tag = made.or(() -> sql.lockNamed(caller.workspaceId(), List.of(key)).stream()
                            .findFirst())
                    .orElseThrow(() -> new ConcurrencyFailureException("A tag went while it was being used."));
            found.put(key, tag);
        }
        if (!missing.isEmpty()) {
            known.changed(caller.workspaceId());
        }
        return new ArrayList<>(byKey.keySet())
                .stream()
                        .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                        .toList();
    }

    /** The tag, if it exists; nobody can delete it until the transaction ends. */
    public Optional<Tag> hold(Caller caller, long id) {
        return sql.hold(caller.workspaceId(), id);
    }

    /** The tag; nobody else changes it until the transaction ends. */
    Tag lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(Tags::unknown);
    }

    /** The key that all spellings of one name share. */
    public static String key(String name) {
        return Unicode.key(name);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("tag.not_found")).exception();
    }

    private static RuntimeException taken() {
        return Problem.invalid("name", Refusal.of("taken")).exception();
    }
}
