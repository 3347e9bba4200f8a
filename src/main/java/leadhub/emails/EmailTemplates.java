package leadhub.emails;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.DeletionGuard;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes templates of emails. */
@Service
public class EmailTemplates {
    private final EmailTemplateSql sql;
    private final LargePages large;
    private final DraftRules rules;
    private final Audit audit;
    private final Uses uses;

    EmailTemplates(EmailTemplateSql sql, LargePages large, DraftRules rules, Audit audit, Uses uses) {
        this.sql = sql;
        this.large = large;
        this.rules = rules;
        this.audit = audit;
        this.uses = uses;
    }

    /** Who names templates, and when. */
    @Component
    record Uses(DeletionGuard guard, KnownTemplates known, Clock clock) {}

    /** One page of all templates, by id. */
    public Listing<EmailTemplate> list(Caller caller, Slice slice) {
        var workspaceId = caller.workspaceId();
        return large.listing(workspaceId, () -> sql.contents(workspaceId, slice), sql::find, EmailTemplate::id);
    }

    /** All templates, by name. */
    public List<EmailTemplateLine> byName(Caller caller) {
        return sql.byName(caller.workspaceId());
    }

    /** The template, if it is this workspace's. */
    public EmailTemplate get(Caller caller, long id) {
        return find(caller, id).orElseThrow(EmailTemplates::unknown);
    }

    public Optional<EmailTemplate> find(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id);
    }

    /** The template, to be changed: nobody else does until the transaction ends. */
    EmailTemplate lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(EmailTemplates::unknown);
    }

    /** Creates a template; a placeholder that doesn't exist is refused. */
    @Transactional
    public EmailTemplate create(Caller caller, NewEmailTemplate wanted) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        rules.check(caller, wanted.draft());
        sql.lock(caller.workspaceId());
        if (sql.count(caller.workspaceId()) >= EmailTemplate.MOST) {
            throw Problem.invalid("name", Refusal.of("email_template.too_many").with("max", EmailTemplate.MOST))
                    .exception();
        }
        var made = sql.insert(caller.workspaceId(), wanted, Times.now(uses.clock()));
        audit.record(caller, "email_template.created", made.id(), null, made);
        uses.known().changed(caller.workspaceId());
        return made;
    }

    /** Changes what is set. */
    @Transactional
    public EmailTemplate change(Caller caller, long id, EmailTemplateChange change) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var before = lock(caller, id);
        var draft = new EmailDraft(
                change.subject().over(before.subject()),
                change.body().over(before.body()),
                change.language().over(before.language()));
        rules.check(caller, draft);
        var wanted = new NewEmailTemplate(change.name().over(before.name()), draft);
        if (wanted.equals(new NewEmailTemplate(before.name(), before.draft()))) {
            return before;
        }
        var after = sql.update(caller.workspaceId(), id, wanted, Times.now(uses.clock()));
        audit.record(caller, "email_template.changed", id, before, after);
        return after;
    }

    /** Deletes a template. Emails that were made of it stay as they are. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.DELETE_AUTOMATIONS);
        var template = lock(caller, id);
        if (!isForced) {
            uses.guard().check(caller.workspaceId(), RecordKind.EMAIL_TEMPLATE, Long.toString(id));
        }
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "email_template.deleted", id, template, null);
        uses.known().changed(caller.workspaceId());
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("email_template.not_found")).exception();
    }
}
