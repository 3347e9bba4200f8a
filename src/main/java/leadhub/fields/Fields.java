package leadhub.fields;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.DeletionGuard;
import leadhub.base.Json;
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
import leadhub.web.input.Errors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes, reorders and deletes custom fields, and validates values against them. */
@Service
public class Fields {
    private final FieldSql sql;
    private final Audit audit;
    private final DeletionGuard guard;
    private final Clock clock;
    private final Remembered<List<CustomField>> known;

    Fields(FieldSql sql, Audit audit, DeletionGuard guard, Signals signals, Clock clock) {
        this.guard = guard;
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
        this.known = new Remembered<>(signals, "custom-fields", sql::all);
    }

    /** The values to be stored, without invalid ones, and what is wrong with those. */
    public record Checked(ObjectNode values, Map<String, List<Refusal>> errors) {}

    /** All fields in their order; runs no statement. */
    public List<CustomField> all(Caller caller) {
        return all(caller.workspaceId());
    }

    /** The same, for background work without a caller. */
    public List<CustomField> all(long workspaceId) {
        return known.get(workspaceId);
    }

    /** One page of all fields, in their order. */
    public Page<CustomField> list(Caller caller, Slice slice) {
        var all = sql.all(caller.workspaceId());
        return new Page<>(all.stream().skip(slice.offset()).limit(slice.limit()).toList(), all.size());
    }

    /** The field, to be changed: nobody else changes a field of the workspace until the transaction ends. */
    CustomField hold(Caller caller, long id) {
        return one(lock(caller), id);
    }

    /** The field, if it is this workspace's. */
    public CustomField get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(Fields::unknown);
    }

    /** Validates values against the kinds of their fields; those of undefined keys are accepted as given. */
    public Checked check(Caller caller, ObjectNode sent) {
        var errors = new Errors();
        var values = FieldValues.read(all(caller), sent, errors);
        return new Checked(values, errors.byField());
    }

    /** Whether a value is valid for the field's kind. */
    public static boolean fits(CustomField field, JsonNode value) {
        var errors = new Errors();
        FieldValues.read(List.of(field), Json.MAPPER.createObjectNode().set(field.key(), value), errors);
        return !errors.any();
    }

    /** The key that a field with a label would get if nobody had it yet. */
    public static String keyOf(String label) {
        return FieldKeys.of(label, Set.of());
    }

    /** Creates a field after all others. */
    @Transactional
    public CustomField create(Caller caller, NewField wanted) {
        caller.require(Permission.WRITE_CUSTOM_FIELDS);
        var before = lock(caller);
        if (before.size() >= CustomField.MOST) {
            throw Problem.invalid("label", Refusal.of("custom_field.too_many").with("max", CustomField.MOST))
                    .exception();
        }
        requireFree(before, wanted.label(), null);
        var options = options(wanted.kind(), wanted.options());
        var made = sql.insert(
                caller.workspaceId(),
                new NewField(wanted.label(), wanted.kind(), options),
                key(before, wanted),
                before.size() + 1,
                Times.now(clock));
        audit.record(caller, "custom_field.created", made.id(), null, made);
        known.changed(caller.workspaceId());
        return made;
    }

    /** The one that was asked for, or one derived from the label. */
    private static String key(List<CustomField> all, NewField wanted) {
        var taken = all.stream().map(CustomField::key).collect(Collectors.toSet());
        if (wanted.key() == null) {
            return FieldKeys.of(wanted.label(), taken);
        }
        if (!FieldKeys.isKey(wanted.key())) {
            throw Problem.invalid("key", Refusal.of("invalid")).exception();
        }
        if (taken.contains(wanted.key())) {
            throw Problem.invalid("key", Refusal.of("taken")).exception();
        }
        return wanted.key();
    }

    /** Changes what is set. Leads keep their values, even if those are no longer among the options. */
    @Transactional
    public CustomField change(Caller caller, long id, FieldChange change) {
        caller.require(Permission.WRITE_CUSTOM_FIELDS);
        var all = lock(caller);
        var before = one(all, id);
        var label = change.label().over(before.label());
        requireFree(all, label, before);
        var options = options(before.kind(), change.options().over(before.options()));
        if (change.position().isSet()) {
            sql.order(caller.workspaceId(), order(all, id, change.position().over(null)));
        }
        var after = sql.update(caller.workspaceId(), id, label, options, Times.now(clock));
        audit.record(caller, "custom_field.changed", id, before, after);
        known.changed(caller.workspaceId());
        return after;
    }

    /** Deletes a field. Leads keep their values, under a key that no field defines any more. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.WRITE_CUSTOM_FIELDS);
        var all = lock(caller);
        var field = one(all, id);
        if (!isForced) {
            guard.check(caller.workspaceId(), RecordKind.CUSTOM_FIELD, field.path());
        }
        sql.delete(caller.workspaceId(), id);
        sql.order(caller.workspaceId(), ids(all, id));
        audit.record(caller, "custom_field.deleted", id, field, null);
        known.changed(caller.workspaceId());
    }

    private List<CustomField> lock(Caller caller) {
        sql.lock(caller.workspaceId());
        return sql.all(caller.workspaceId());
    }

    private static CustomField one(List<CustomField> all, long id) {
        return all.stream().filter(field -> field.id() == id).findFirst().orElseThrow(Fields::unknown);
    }

    private static void requireFree(List<CustomField> all, String label, @Nullable CustomField self) {
        var isTaken = all.stream()
                .anyMatch(field -> (self == null || field.id() != self.id())
                        && Unicode.key(field.label()).equals(Unicode.key(label)));
        if (isTaken) {
            throw Problem.invalid("label", Refusal.of("taken")).exception();
        }
    }

    /** Without repetitions, regardless of case; kinds with options need at least one. */
    private static List<String> options(FieldKind kind, List<String> wanted) {
        if (!kind.hasOptions()) {
            return List.of();
        }
        var options = new ArrayList<>(wanted.stream()
                .collect(Collectors.toMap(
                        Unicode::key, option -> option, (first, again) -> first, java.util.LinkedHashMap::new))
                .values());
        if (options.isEmpty()) {
            throw Problem.invalid("options", Refusal.of("required")).exception();
        }
        return options;
    }

    private static List<Long> order(List<CustomField> all, long id, @Nullable Long position) {
        var ids = ids(all, id);
        var place = position == null ? ids.size() : Math.clamp(position - 1, 0, ids.size());
        ids.add(place, id);
        return ids;
    }

    private static List<Long> ids(List<CustomField> all, long without) {
        return all.stream()
                .map(CustomField::id)
                .filter(id -> id != without)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("custom_field.not_found")).exception();
    }
}
