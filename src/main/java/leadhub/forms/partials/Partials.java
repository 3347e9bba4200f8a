package leadhub.forms.partials;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.conditions.Today;
import leadhub.forms.Consents;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FieldValues;
import leadhub.forms.fields.FormField;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what visitors have typed and not sent, where the form asks for it ({@code store_partial}) and only while its first consent is
 * given: taken back, all of it goes, and what the same email or phone left in other pages of the form. Above the limit, the oldest go. None of it is a lead, and nobody is told of it.
 *
 * <p>Limits: 5,000 of a form, for 30 days after something was typed last.
 */
@Service
public class Partials {
    private static final int MOST = 5_000;
    /** Fewer are anybody's: a house number, a year. */
    private static final int LEAST_DIGITS = 6;

    private static final Duration KEPT = Duration.ofDays(30);

    private final PartialSql sql;
    private final Forms forms;
    private final FieldValues values;
    private final Audit audit;
    private final Clock clock;

    Partials(PartialSql sql, Forms forms, FieldValues values, Audit audit, Clock clock) {
        this.sql = sql;
        this.forms = forms;
        this.values = values;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a page has in it.
     *
     * @param token of the page
     * @param fields of the version that it was made of
     * @param lastKey of the field that was filled in last
     */
    public record Typed(
            String token,
            int version,
            List<FormField> fields,
            ObjectNode body,
            ObjectNode evidence,
            @Nullable String lastKey) {}

    /** Keeps what a page has in it now, in place of what it had before. What a field doesn't take is left out. */
    @Transactional
    public void keep(Caller sender, Form form, Typed typed) {
        var now = Times.now(clock);
        if (!form.settings().storesPartial() || !form.isOpen(now)) {
            return;
        }
        var kept = checked(sender, typed);
        var consent = Consents.first(typed.fields());
        if (consent.isEmpty() || !Consents.isGiven(consent.get(), kept)) {
            sql.forget(sender.workspaceId(), form.id(), typed.token());
            forgetOf(sender.workspaceId(), form.id(), typed.fields(), kept);
            return;
        }
        var evidence = typed.evidence().deepCopy();
        Consents.add(evidence, typed.fields(), kept, now);
        var lastKey =
                FieldValues.keys(typed.fields()).contains(String.valueOf(typed.lastKey())) ? typed.lastKey() : null;
        sql.keep(
                sender.workspaceId(),
                typed.token(),
                new Partial(0, form.id(), typed.version(), kept, evidence, lastKey, now));
        sql.forgetOldest(sender.workspaceId(), form.id(), MOST);
    }

    /** What is hidden from people is left out too: it isn't theirs to agree to. */
    private ObjectNode checked(Caller sender, Typed typed) {
        var fields = typed.fields().stream()
                .filter(field -> field.type() != FieldType.FILE)
                .toList();
        var today = Today.of(Times.now(clock), sender.region().zone());
        var kept = values.check(fields, new Input(typed.body()), Map.of(), today);
        fields.stream().filter(field -> field.type() == FieldType.HIDDEN).forEach(field -> kept.remove(field.key()));
        return kept;
    }

    /**
     * Its page was sent; within the transaction that keeps the submission. What the same person typed into other pages of the form goes too.
     *
     * @param token of the page; null for none
     */
    public void sent(long workspaceId, Form form, @Nullable String token, List<FormField> fields, ObjectNode values) {
        if (token != null) {
            sql.forget(workspaceId, form.id(), token);
        }
        if (form.settings().storesPartial()) {
            forgetOf(workspaceId, form.id(), fields, values);
        }
    }

    private void forgetOf(long workspaceId, long formId, List<FormField> fields, ObjectNode values) {
        var contacts = fields.stream()
                .filter(field -> field.type() == FieldType.EMAIL || field.type() == FieldType.PHONE)
                .map(field -> values.path(field.key()).asString("").toLowerCase(Locale.ROOT))
                .filter(contact -> !contact.isEmpty())
                .toArray(String[]::new);
        if (contacts.length > 0) {
            sql.forgetOf(workspaceId, formId, contacts);
        }
    }

    /** What a page had in it; empty once it is sent, or forgotten. */
    public Optional<Partial> find(long workspaceId, Form form, String pageId) {
        return sql.find(workspaceId, form.id(), pageId);
    }

    /** One page of them, the latest first. */
    public Page<Partial> list(Caller caller, long formId, Slice slice) {
        forms.get(caller, formId);
        return sql.list(caller.workspaceId(), formId, slice);
    }

    /** What was typed under one of a person's emails or phones into any form, the latest first. */
    public List<Partial> ofPerson(Caller caller, List<String> contacts, int most) {
        return sql.ofPerson(caller.workspaceId(), folded(contacts), digits(contacts), most);
    }

    /** Deletes all of it; how much it was. Within the transaction of a verb. */
    public int forgetPerson(Caller caller, List<String> contacts) {
        return sql.forgetPerson(caller.workspaceId(), folded(contacts), digits(contacts));
    }

    private static String[] folded(List<String> contacts) {
        return contacts.stream()
                .map(contact -> contact.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    /** Those of phones, which people spell in many ways. */
    private static String[] digits(List<String> contacts) {
        return contacts.stream()
                .filter(contact -> contact.indexOf('@') < 0)
                .map(contact -> contact.replaceAll("[^0-9]", ""))
                .filter(digits -> digits.length() >= LEAST_DIGITS)
                .toArray(String[]::new);
    }

    /** Deletes one. */
    @Transactional
    public void delete(Caller caller, long formId, long id) {
        caller.require(Permission.WRITE_FORMS);
        forms.get(caller, formId);
        if (!sql.delete(caller.workspaceId(), formId, id)) {
            throw new Problem.NotFound(Refusal.of("submission.not_found")).exception();
        }
        audit.record(caller, "form_partial.deleted", id, Map.of("form_id", formId), null);
    }

    /** Forgets what is old, and what was typed into forms that are gone. */
    @Transactional
    public void forgetOld(long workspaceId) {
        sql.forgetOld(workspaceId, Times.now(clock).minus(KEPT));
    }
}
