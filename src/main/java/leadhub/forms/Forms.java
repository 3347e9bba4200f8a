package leadhub.forms;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import leadhub.forms.fields.FormField;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, finds, changes and deletes forms. */
@Service
public class Forms {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PUBLIC_ID_LETTERS = 20;

    private final FormSql sql;
    private final FormTargets targets;
    private final Audit audit;
    private final Clock clock;
    private final Uses uses;

    Forms(FormSql sql, FormTargets targets, Audit audit, Clock clock, Uses uses) {
        this.sql = sql;
        this.targets = targets;
        this.audit = audit;
        this.clock = clock;
        this.uses = uses;
    }

    /** Who names forms. */
    @Component
    record Uses(DeletionGuard guard, KnownForms known) {}

    /** Where a form is that strangers know by its public id. */
    record Place(long workspaceId, long formId) {}

    /** One page of them, by id. */
    public Page<Form> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    /** The form, if it is this workspace's. */
    public Form get(Caller caller, long id) {
        return find(caller.workspaceId(), id).orElseThrow(Forms::unknown);
    }

    /** The form, unless it was deleted. */
    public Optional<Form> find(long workspaceId, long id) {
        return sql.find(workspaceId, id);
    }

    /** The form, though it may have been deleted since something was sent by it. */
    public Form getEvenDeleted(Caller caller, long id) {
        return sql.findAny(caller.workspaceId(), id).orElseThrow(Forms::unknown);
    }

    /** Which of some forms nobody has changed since they were read. */
    public Set<Long> unchanged(long workspaceId, List<Form> forms) {
        return sql.unchanged(workspaceId, forms);
    }

    /** Whether any form of a workspace asks for files, or did; remembered, so that it costs no statement. */
    public boolean haveAskedForFiles(long workspaceId) {
        return uses.known().haveAskedForFiles(workspaceId);
    }

    /** The same of consents. */
    public boolean haveAskedForConsents(long workspaceId) {
        return uses.known().haveAskedForConsents(workspaceId);
    }

    /** A form and its workspace. */
    public record Shown(long workspaceId, Form form) {}

    /**
     * The form that has this public id now, as strangers see it: remembered, so that it costs no statement. What is counted of it may be
     * old.
     */
    public Optional<Shown> shown(String publicId) {
        if (publicId.length() != PUBLIC_ID_LETTERS) {
            return Optional.empty();
        }
        return uses.known()
                .place(publicId)
                .flatMap(place -> uses.known()
                        .find(place)
                        .filter(form -> form.publicId().equals(publicId))
                        .map(form -> new Shown(place.workspaceId(), form)));
    }

    /** The fields that a form had in one of its versions; empty for a version that it never had. */
    public Optional<List<FormField>> fieldsOf(long workspaceId, long id, int version) {
        return uses.known().fieldsOf(workspaceId, id, version);
    }

    /** The form; nobody else changes it until the transaction ends. */
    public Form lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(Forms::unknown);
    }

    /**
     * Makes a form.
     *
     * @param origin under which the caller sees us
     */
    @Transactional
    public Form create(Caller caller, FormTerms terms, String origin) {
        caller.require(Permission.WRITE_FORMS);
        targets.check(caller, null, terms);
        var workspaceId = caller.workspaceId();
        if (sql.count(workspaceId) >= Form.MOST) {
            throw new Problem.Conflict(Refusal.of("form.too_many").with("max", Form.MOST)).exception();
        }
        var id = sql.newId(workspaceId);
        var publicId = newPublicId();
        var now = Times.now(clock);
        sql.insert(workspaceId, id, publicId, new FormSql.Edit(terms, origin), now);
        sql.insertVersion(workspaceId, id, 1, terms.fields(), now);
        sql.publish(publicId, workspaceId, id);
        var form = get(caller, id);
        audit.record(caller, "form.created", id, null, audited(form));
        uses.known().changed(caller.workspaceId());
        return form;
    }

    /**
     * Changes what is set; other fields make another version.
     *
     * @param origin under which the caller sees us
     */
    @Transactional
    public Form change(Caller caller, long id, FormChange change, String origin) {
        caller.require(Permission.WRITE_FORMS);
        var before = lock(caller, id);
        var terms = change.over(before.terms());
        targets.check(caller, before.terms(), terms);
        var now = Times.now(clock);
        var isOther = !terms.fields().equals(before.fields());
        var version = isOther ? before.version() + 1 : before.version();
        sql.update(caller.workspaceId(), id, new FormSql.Edit(terms, origin), version, now);
        if (isOther) {
            sql.insertVersion(caller.workspaceId(), id, version, terms.fields(), now);
        }
        uses.known().changed(caller.workspaceId());
        var after = get(caller, id);
        audit.record(caller, "form.changed", id, audited(before), audited(after));
        return after;
    }

    /** Gives it another address; the one of now leads nowhere from then on. */
    @Transactional
    public Form rotate(Caller caller, long id) {
        caller.require(Permission.WRITE_FORMS);
        var before = lock(caller, id);
        var publicId = newPublicId();
        sql.unpublish(before.publicId());
        sql.publish(publicId, caller.workspaceId(), id);
        sql.rename(caller.workspaceId(), id, publicId, Times.now(clock));
        uses.known().changed(caller.workspaceId());
        audit.record(caller, "form.rotated", id, null, null);
        return get(caller, id);
    }

    /** Deletes a form; what was sent by it stays, and so do the leads. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.DELETE_FORMS);
        var form = lock(caller, id);
        if (!isForced) {
            uses.guard().check(caller.workspaceId(), RecordKind.FORM, Long.toString(id));
        }
        sql.unpublish(form.publicId());
        sql.remove(caller.workspaceId(), id, Times.now(clock));
        audit.record(caller, "form.deleted", id, audited(form), null);
        uses.known().changed(caller.workspaceId());
    }

    private static String newPublicId() {
        var id = new StringBuilder();
        for (var i = 0; i < PUBLIC_ID_LETTERS; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    private static Map<String, Object> audited(Form form) {
        var audited = new LinkedHashMap<String, Object>();
        audited.put("name", form.name());
        audited.put("status", form.terms().status().word());
        audited.put("version", form.version());
        audited.put("fields", form.fields().stream().map(FormField::json).toList());
        audited.put("settings", form.settings().json());
        return audited;
    }

    /** What is said of a form that is not there. */
    public static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("form.not_found")).exception();
    }
}
