package leadhub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import leadhub.actions.ActionConfig;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.automations.AutomationDrafts;
import leadhub.automations.Automations;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Signals;
import leadhub.base.database.Sql;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.bots.identity.IdentityKeys;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelTerms;
import leadhub.bots.models.ModelUses;
import leadhub.bulk.BulkChange;
import leadhub.bulk.BulkChanges;
import leadhub.bulk.LeadSelection;
import leadhub.bulk.NewBulkChange;
import leadhub.conditions.Comparison;
import leadhub.conversations.files.MessageFiles;
import leadhub.duplicates.DuplicateScan;
import leadhub.emails.EmailDraft;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.received.ReceivedFiles;
import leadhub.emails.sending.LeadEmails;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.exports.schedules.ExportMaking;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.fields.NewField;
import leadhub.files.LeadFile;
import leadhub.files.LeadFiles;
import leadhub.forms.files.FileSource;
import leadhub.forms.mails.ConfirmationLimits;
import leadhub.jobs.Jobs;
import leadhub.leads.Leads;
import leadhub.mail.MailQuota;
import leadhub.mail.MailServer;
import leadhub.mail.MailServers;
import leadhub.mail.MailTests;
import leadhub.mail.WaitingMails;
import leadhub.notes.LeadNote;
import leadhub.notes.LeadNotes;
import leadhub.passwords.Passwords;
import leadhub.scoring.Rescoring;
import leadhub.scoring.RescoringSteps;
import leadhub.scoring.RuleTerms;
import leadhub.scoring.ScoringRule;
import leadhub.scoring.ScoringRules;
import leadhub.sms.PhoneSuppressions;
import leadhub.sms.SmsFiles;
import leadhub.tasks.LeadTask;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.NewTask;
import leadhub.users.NewUser;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.views.NewSavedView;
import leadhub.views.SavedView;
import leadhub.views.SavedViews;
import leadhub.webhooks.delivery.Pauses;
import leadhub.workspaces.Workspace;
import org.jspecify.annotations.Nullable;

/** A workspace of one test, and the keys to it. */
public final class TestWorkspace {
    private final TestServer server;
    private final ApiKeys keys;
    private final Workspace workspace;

    TestWorkspace(TestServer server, ApiKeys keys, Workspace workspace) {
        this.server = server;
        this.keys = keys;
        this.workspace = workspace;
    }

    public long id() {
        return workspace.id();
    }

    public String slug() {
        return workspace.slug();
    }

    /** The program itself, in this workspace. */
    public Caller caller() {
        return workspace.caller(Actor.system("test"));
    }

    /** A client with all scopes, in LeadHub's dialect. */
    public ApiClient leadHub() {
        return ApiClient.leadHub(server.origin(), secret(EnumSet.allOf(Scope.class), 1_000_000, null));
    }

    /** A client with some scopes, in LeadHub's dialect. */
    public ApiClient leadHub(Set<Scope> scopes) {
        return ApiClient.leadHub(server.origin(), secret(scopes, 1_000_000, null));
    }

    /** A client with all scopes, in Lymbe's dialect. */
    public ApiClient lymbe() {
        return ApiClient.lymbe(server.origin(), secret(EnumSet.allOf(Scope.class), 1_000_000, null));
    }

    /** The same client, calling this server and the one in the other process in turn. */
    public ApiClient either(ApiClient client, int number) {
        return number % 2 == 0 ? client : client.at(server.otherProcess());
    }

    /** A new key with all scopes and the usual limit, spelled as a dialect spells its own. */
    public String key(KeyDialect dialect) {
        var wanted = new NewApiKey("test", dialect, EnumSet.allOf(Scope.class), NewApiKey.USUAL_LIMIT, null);
        return keys.create(caller(), wanted).secret();
    }

    /** A new key. */
    public String secret(Set<Scope> scopes, int limit, @Nullable Instant expiresAt) {
        return make(scopes, limit, expiresAt).secret();
    }

    /** A new key and its secret. */
    public ApiKeys.Made make(Set<Scope> scopes, int limit, @Nullable Instant expiresAt) {
        return keys.create(caller(), new NewApiKey("test", KeyDialect.LEADHUB, scopes, limit, expiresAt));
    }

    /** The password of all users that {@link #user} makes. */
    public static final String PASSWORD = "correct horse battery";

    /** A new active user of that role. */
    public User user(Role role) {
        var email = role.word() + "." + UUID.randomUUID() + "@example.com";
        var hash = server.bean(Passwords.class).hash(PASSWORD);
        return server.bean(Users.class).create(caller(), new NewUser("Some " + role.word(), email, role, null, hash));
    }

    /** Somebody of another workspace who is in this one too. */
    public User userLike(User person, Role role, String password) {
        var hash = server.bean(Passwords.class).hash(password);
        return server.bean(Users.class).create(caller(), new NewUser(person.name(), person.email(), role, null, hash));
    }

    /** A note on a lead, written by the program itself. */
    public LeadNote note(long leadId, String body) {
        return server.bean(LeadNotes.class).add(caller(), leadId, body);
    }

    /** Something that came in about a lead; which event tells of it. */
    public long received(long leadId) {
        server.bean(Leads.class).received(caller(), leadId, "{\"email\": \"a@example.com\"}");
        return server.bean(Sql.class).get(id(), row -> row.getLong(1), """
                        select max(id)
                        from lead_events
                        where workspace_id = ?
                          and lead_id = ?
                        """, id(), leadId);
    }

    /** What a visitor typed into a form and didn't send, and that they left there; its id. */
    public long partial(long formId, String value) {
        var sql = server.bean(Sql.class);
        sql.update(id(), """
                insert into form_days (workspace_id, form_id, day, host, views, starts)
                values (?, ?, ?::timestamptz::date, 'www.example.com', 3, 2)
                """, id(), formId, server.clock().instant());
        sql.update(id(), """
                insert into form_counts (workspace_id, form_id, slot, views)
                values (?, ?, 15, 3)
                on conflict do nothing
                """, id(), formId);
        sql.update(id(), """
                insert into form_field_days (workspace_id, form_id, day, field_key, leavers)
                values (?, ?, ?::timestamptz::date, 'email', 1)
                """, id(), formId, server.clock().instant());
        return sql.get(
                id(),
                row -> row.getLong(1),
                """
                insert into form_partials
                    (workspace_id, form_id, token, form_version, field_values, evidence, last_key, created_at, updated_at)
                values (?, ?, ?, 1, jsonb_build_object('email', ?::text), '{}', 'email', ?, ?)
                returning id
                """,
                id(),
                formId,
                value,
                value + "@example.com",
                server.clock().instant(),
                server.clock().instant());
    }

    /** What a visitor said to a bot of this workspace; the conversation's id. */
    public String chat(String botId, String text) {
        var visitor = Visitor.at(server.origin());
        var begun = visitor.post("/c/" + botId + "/conversations", "{\"page\": \"https://" + slug() + ".example/\"}");
        var id = begun.text("conversation.id");
        visitor.knownBy(begun.text("token")).say(id, "1", text);
        return id;
    }

    /** A key by which a bot's website says who its visitors are; its id. */
    public long identityKey(String botId) {
        var keys = server.bean(IdentityKeys.class);
        keys.create(caller(), botId);
        return keys.list(caller(), botId).getFirst().id();
    }

    /** A language model that a bot asks at an address of nobody's. */
    public void languageModel(String botId) {
        var budgets = new ModelTerms.Budgets(10, 10, 10);
        var terms = new ModelTerms(true, "http://127.0.0.1:9/v1", "tiny", false, false, 20, budgets);
        server.bean(BotModels.class).save(caller(), botId, terms, Change.set("sk-" + slug()));
    }

    /** That the first message of a conversation was a question for it, and its visitor was written to. */
    public void askedAndMailed(String botId, String conversation) {
        var models = server.bean(BotModels.class);
        server.bean(ModelUses.class).take(caller(), models.find(id(), botId).orElseThrow(), 1);
        var sql = server.bean(Sql.class);
        sql.update(id(), """
                insert into bot_model_turns (workspace_id, conversation_id, number, owner_version, origin, asked_at)
                select workspace_id, id, 1, owner_version, '', started_at
                from conversations
                where workspace_id = ?
                  and public_id = ?
                """, id(), conversation);
        sql.update(id(), """
                insert into chat_mail_links (workspace_id, token, conversation_id, email)
                select workspace_id, public_id, id, 'visitor@example.com'
                from conversations
                where workspace_id = ?
                  and public_id = ?
                """, id(), conversation);
    }

    /** That the first message of a conversation was sent by a messenger. */
    public void sentByMessenger(String conversation) {
        server.bean(Sql.class).update(id(), """
                insert into message_deliveries
                    (workspace_id, conversation_id, number, integration_id, status, not_before, queued_at, changed_at)
                select workspace_id, id, 1, 1, 'failed', started_at, started_at, started_at
                from conversations
                where workspace_id = ?
                  and public_id = ?
                """, id(), conversation);
    }

    /** A file on a lead. */
    public LeadFile file(long leadId, String name) {
        var id = leadHub()
                .with("Content-Type", "multipart/form-data; boundary=x")
                .post("/api/v1/leads/" + leadId + "/files", """
                --x
                Content-Disposition: form-data; name="file"; filename="%s"

                text
                --x--
                """.formatted(name).replace("\n", "\r\n"))
                .number("data.id");
        return server.bean(LeadFiles.class).open(caller(), leadId, id).file();
    }

    /** A file that came with a message of a conversation; its number, which no other workspace has. */
    public String fileOfMessage(String conversation, String word) {
        var file = server.bean(MessageFiles.class)
                .write(id(), word + ".txt", new byte[] {'a'})
                .orElseThrow();
        server.bean(Sql.class).update(id(), """
                insert into message_files
                    (workspace_id, conversation_id, number, integration_id, status, name, type, size, file_id, created_at, kept_at)
                select workspace_id, id, workspace_id, 1, 'kept', ?, ?, 1, ?, started_at, started_at
                from conversations
                where workspace_id = ?
                  and public_id = ?
                """, file.name(), file.type(), file.fileId(), id(), conversation);
        return Long.toString(id());
    }

    /** A form by which something was sent that is still to be confirmed. */
    public long form() {
        var id = leadHub().post("/api/v1/forms", """
                        {"name": "Contact", "settings": {"double_opt_in": true},
                         "fields": [{"key": "email", "type": "email"}, {"key": "cv", "type": "file"}]}
                        """).number("data.id");
        leadHub()
                .with("Content-Type", "multipart/form-data; boundary=x")
                .post("/api/v1/forms/" + id + "/submissions", """
                --x
                Content-Disposition: form-data; name="email"

                form@example.com
                --x
                Content-Disposition: form-data; name="cv"; filename="cv.txt"

                text
                --x--
                """.replace("\n", "\r\n"));
        partial(id, "typed");
        server.bean(ConfirmationLimits.class).take(id(), id, "somebody");
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into form_blocks (workspace_id, kind, value) values (?, 'word', 'blocked')",
                        id());
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into form_challenges (workspace_id, challenge_id, expires_at) values (?, 'used', 'infinity')",
                        id());
        return id;
    }

    /** A new custom field, with options to choose from if its kind has some. */
    public CustomField field(String label, FieldKind kind, String... options) {
        return server.bean(Fields.class).create(caller(), new NewField(label, kind, List.of(options)));
    }

    /** A new scoring rule that counts. */
    public ScoringRule rule(String field, Comparison operator, @Nullable String value, int points) {
        var name = field + " " + operator.word() + " " + value;
        return server.bean(ScoringRules.class)
                .create(caller(), new RuleTerms(name, field, operator, value, points, true));
    }

    /** Lets all leads be scored anew at once, instead of soon. */
    public void scoreAll() {
        var rescoring = server.bean(Rescoring.class);
        var run = rescoring.progress(caller()).orElseThrow();
        Jobs.StepResult went;
        do {
            went = server.bean(RescoringSteps.class).step(id(), run.revision(), 1_000);
            if (went == Jobs.StepResult.WAITING) {
                server.clock().pass(Signals.LATEST);
            }
        } while (went != Jobs.StepResult.DONE);
    }

    /** Something to do for a lead, whenever and by whomever. */
    public LeadTask task(long leadId, String title) {
        return server.bean(LeadTasks.class).add(caller(), leadId, new NewTask(title, null, null));
    }

    /** A view that everybody in the workspace sees, and its columns chosen for all other lists too. */
    public SavedView view(String name) {
        var views = server.bean(SavedViews.class);
        var view = views.create(caller(), new NewSavedView(name, true, "status=new", List.of("email")));
        views.chooseColumns(caller(), view.columns());
        return view;
    }

    /** A mail server that nobody will find, somebody who tried it out, and an e-mail that waits. */
    public void mailServer() {
        server.bean(MailServers.class)
                .set(caller(), new MailServer("nowhere.invalid", 25, Security.NONE, null, false, "a@b.example"), null);
        server.bean(MailTests.class).ask(caller(), "a@b.example", "en");
        server.bean(MailQuota.class).take(id(), "a@b.example", MailQuota.Kind.INVITATION);
        server.bean(WaitingMails.class).add(caller(), 1, server.clock().instant());
    }

    /** Lets an administrator set a mail server that takes e-mails to a mailbox. */
    public void mailServer(Mailbox mailbox) {
        var panel = panel(Role.ADMIN);
        panel.get("/settings/mail");
        assertThat(panel.post("/settings/mail", mailbox.form()).status()).isEqualTo(303);
    }

    /** An automation that gives a lead to somebody, and waits; and that somebody has begun to change. */
    public void automation(long leadId) {
        user(Role.AGENT);
        var api = leadHub();
        var id = api.post("/api/v1/automations", """
                {"name": "Welcome", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "assign", "config": {"mode": "round_robin"}},
                           {"type": "delay", "config": {"amount": 1, "unit": "months"}}]}
                """).text("data.id");
        api.post("/api/v1/automations/" + id + "/runs", "{\"lead_id\": " + leadId + "}");
        Await.until(() ->
                api.get("/api/v1/automations/" + id + "/runs?status=waiting").number("meta.total") == 1);
        draft(Long.parseLong(id));
        decisions(leadId, Long.parseLong(id));
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into automation_former_runs (workspace_id, automation_id, lead_id) values (?, ?, ?)",
                        id(),
                        Long.parseLong(id),
                        leadId);
        // Of one that time starts; far ahead, so that it stays.
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into automation_schedule (workspace_id, automation_id, lead_id, due_at, since) values (?, ?, ?, 'infinity', 'infinity')",
                        id(),
                        Long.parseLong(id),
                        leadId);
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into automation_schedule_fills (workspace_id, automation_id, since) values (?, ?, 'infinity')",
                        id(),
                        Long.parseLong(id));
    }

    /** What was decided about a lead, and what an automation would have done. */
    private void decisions(long leadId, long automation) {
        server.bean(Sql.class).update(id(), """
                        insert into automation_decisions
                            (workspace_id, automation_id, lead_id, event_key, by_time, outcome, occurred_at)
                        values (?, ?, ?, 'date', true, 'condition_false', 'epoch')
                        """, id(), automation, leadId);
        server.bean(Sql.class).update(id(), """
                        insert into automation_simulations
                            (workspace_id, automation_id, days, definition, status, first_event_id, last_event_id, event_id,
                             simulated_until, begins, counted, leads, started_at)
                        values (?, ?, 30, '{}', 'completed', 1, 0, 0, 'epoch', 'epoch',
                                '{"events": 0, "decisions": {}, "runs": {}, "actions": {}, "failures": []}', '{}', 'epoch')
                        """, id(), automation);
    }

    /** What somebody has begun to change about an automation. */
    private void draft(long automation) {
        var drafts = server.bean(AutomationDrafts.class);
        var before = drafts.open(caller(), server.bean(Automations.class).get(caller(), automation));
        assertThat(drafts.save(
                        caller(),
                        automation,
                        before.token(),
                        before.body().deepCopy().put("name", "Hello")))
                .isPresent();
    }

    /** An email to a lead, one from it, and an address that gets none. */
    public void emails(long leadId) {
        server.bean(LeadEmails.class).send(caller(), leadId, new EmailDraft("Hello", "Hello", "en"));
        suppression();
        emailWithFile(leadId);
        server.bean(Sql.class)
                .update(
                        id(),
                        """
                        insert into lead_mail_rules (workspace_id, integration_id, sender, mapping, created_at, updated_at)
                        values (?, 1, 'portal@example.com', '[]', ?, ?)
                        """,
                        id(),
                        server.clock().instant(),
                        server.clock().instant());
    }

    /** What a lead wrote, and the file that came with it. */
    public record Attached(long emailId, String fileId) {}

    public Attached emailWithFile(long leadId) {
        var files = server.bean(ReceivedFiles.class);
        var file = files.write(
                id(), new IncomingEmail.Attachment("a.txt", "text/plain"), FileSource.of("a.txt", new byte[] {'a'}));
        var key = "<" + leadId + "@example.com>";
        var sql = server.bean(Sql.class);
        sql.update(id(), """
                insert into email_files (workspace_id, file_id, message_key, size, created_at)
                values (?, ?, ?, 1, ?)
                """, id(), file.fileId(), key, server.clock().instant());
        var emailId = sql.get(
                id(),
                row -> row.getLong("id"),
                """
                insert into received_emails (workspace_id, lead_id, integration_id, message_key, message_references, sender,
                    sender_name, subject, body, attachments, is_automatic, created_at)
                values (?, ?, 1, ?, '', 'a@example.com', '', 'Hello', 'Text', ?::jsonb, false, ?)
                returning id
                """,
                id(),
                leadId,
                key,
                Json.write(List.of(file)),
                server.clock().instant());
        return new Attached(emailId, String.valueOf(file.fileId()));
    }

    /** An SMS from a lead, with a file whose number no other workspace has; its id. */
    public long receivedSms(long leadId) {
        var sql = server.bean(Sql.class);
        var smsId = sql.get(
                id(),
                row -> row.getLong("id"),
                """
                insert into lead_sms (workspace_id, lead_id, integration_id, author, is_received, phone, body, media, status,
                    segments, created_at)
                values (?, ?, 1, '{"kind": "INTEGRATION", "id": 1, "name": "Twilio"}', true, '+4917012345', 'Hello', 0, 'received',
                    1, ?)
                returning id
                """,
                id(),
                leadId,
                server.clock().instant());
        sql.update(id(), """
                insert into sms_talks (workspace_id, lead_id, latest_id, is_unanswered)
                values (?, ?, ?, true)
                on conflict (workspace_id, lead_id) do update set latest_id = excluded.latest_id, is_unanswered = true
                """, id(), leadId, smsId);
        var file = server.bean(SmsFiles.class)
                .write(id(), "a.txt", new byte[] {'a'})
                .orElseThrow();
        sql.update(
                id(),
                """
                insert into sms_files
                    (workspace_id, sms_id, number, integration_id, status, name, type, size, file_id, created_at, kept_at)
                values (:workspace, :sms, :workspace, 1, 'kept', :name, :type, 1, :file, :now, :now)
                """,
                NamedValues.of("workspace", id())
                        .and("sms", smsId)
                        .and("name", file.name())
                        .and("type", file.type())
                        .and("file", file.fileId())
                        .and("now", server.clock().instant()));
        return smsId;
    }

    /** An SMS from a lead, a number that gets none, and what integrations keep that send. */
    public void sms(long leadId) {
        var sql = server.bean(Sql.class);
        receivedSms(leadId);
        suppressedNumber();
        sql.update(
                id(),
                "insert into mail_ways (workspace_id, integration_id, type, from_address) values (?, 1, 'smtp', 'a@b.example')",
                id());
        sql.update(id(), """
                insert into used_signatures (workspace_id, integration_id, once, body_hash, used_at)
                values (?, 1, 'token', '\\x00', ?)
                """, id(), server.clock().instant());
        sql.update(id(), """
                insert into left_integrations (workspace_id, integration_id, type, config, sealed, left_at)
                values (?, 1, 'telegram', '{}', '\\x00', ?)
                """, id(), server.clock().instant());
        sql.update(id(), """
                insert into approved_templates (workspace_id, integration_id, asked_at)
                values (?, 1, ?)
                """, id(), server.clock().instant());
    }

    /** A number that gets no SMS; the id of that. */
    public long suppressedNumber() {
        return server.bean(PhoneSuppressions.class)
                .add(caller(), "+49 30 901820")
                .id();
    }

    /** A mailbox that nobody answers for; its integration's id. */
    public long mailbox() {
        return leadHub().post("/api/v1/integrations", """
                        {"type": "email_imap", "status": "paused",
                         "config": {"host": "mail.invalid", "user": "team", "password": "correct horse"}}
                        """).number("data.id");
    }

    /** An address that gets no emails; the id of that. */
    public long suppression() {
        var suppressions = server.bean(Suppressions.class);
        suppressions.add(caller(), "nobody@b.example", SuppressionReason.MANUAL);
        return suppressions.find(caller(), "nobody@b.example").orElseThrow().id();
    }

    /** A webhook that nobody hears, what was delivered to it, and is to be delivered again; its id. */
    public long webhook() {
        var webhooks = leadHub();
        var id = webhooks.post("/api/v1/webhooks", """
                {"target_url": "http://127.0.0.1:9/", "events": ["lead.created"]}
                """).text("data.id");
        webhooks.post("/api/v1/webhooks/" + id + "/test", "{}");
        webhooks.post("/api/v1/webhooks/" + id + "/replay", "{}");
        Await.until(() -> webhooks.get("/api/v1/webhooks/" + id + "/deliveries?status=failed")
                        .number("meta.total")
                == 1);
        webhooks.patch("/api/v1/webhooks/" + id, "{\"is_active\": false}");
        // Long, for a pause that ends is forgotten by the server while a test compares what stands before and after.
        var now = server.clock().instant();
        server.bean(Pauses.class).begin(id(), "127.0.0.1:9", now.plus(Duration.ofDays(30)), now);
        return Long.parseLong(id);
    }

    /** An import of a row that makes a lead and one that is refused. */
    public void imported() {
        var file = "First name,Email,Deal value\nIda,ida.import@example.com,5\nBad,bad.import@example.com,lots\n";
        imported(caller(), "leads.csv", file, leadhub.imports.rows.ImportOptions.USUAL);
    }

    /** A row that an import holds, since a lead has that e-mail; its id among the duplicates. */
    public String heldRow(String word) {
        var file = "First name,Email\n%s,%s@example.com\n".formatted(word, word);
        var review = leadhub.imports.rows.ImportOptions.USUAL.with(leadhub.imports.rows.DuplicatePolicy.REVIEW);
        imported(caller(), word + ".csv", file, review);
        return leadHub().get("/api/v1/duplicates?kind=rows").text("data.0.id");
    }

    /** Has a user import a file, as usual. */
    public void imported(User by, String name, String file) {
        imported(caller(by), name, file, leadhub.imports.rows.ImportOptions.USUAL);
    }

    private void imported(Caller by, String name, String file, leadhub.imports.rows.ImportOptions options) {
        var imports = server.bean(leadhub.imports.Imports.class);
        var one = imports.upload(
                by,
                name,
                new java.io.ByteArrayInputStream(file.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                options);
        imports.start(by, one.id());
        server.bean(leadhub.imports.ImportRuns.class).run(by, one.id(), rows -> {});
    }

    /** A file of a scheduled export, which is ready; its id. */
    public String exported(String exportId) {
        var path = "/api/v1/exports/" + exportId;
        var api = leadHub();
        var file = api.post(path + "/run", "").text("data.id");
        var making = server.bean(ExportMaking.class);
        Await.until(() -> making.make(id(), Long.parseLong(exportId), Long.parseLong(file)) == Jobs.StepResult.DONE);
        // The server's own job may be at it too; whoever began last makes it.
        Await.until(() -> api.get(path + "/files").text("data.0.status").equals("ready"));
        return file;
    }

    /** A scheduled export with a file. */
    public void exported() {
        var owner = user(Role.ADMIN).id();
        exported(leadHub()
                .post(
                        "/api/v1/exports",
                        "{\"name\": \"Daily\", \"user_id\": %d, \"schedule\": {\"every\": \"daily\", \"hour\": 9}}"
                                .formatted(owner))
                .text("data.id"));
    }

    /** Something that came in and was refused, a replay of it, and one that has been forgotten. */
    public void intake() {
        var api = leadHub();
        api.post("/api/inbound/leads?tenant=" + slug(), "{}");
        api.post("/api/v1/intake/replay", "{\"status\": \"failed\"}");
        api.post("/api/v1/integrations", "{\"type\": \"webhook\"}");
        // Nobody may be called there, so that the backfill is over at once.
        var asked = api.post("/api/v1/integrations", """
                {"type": "linkedin", "config": {"owner": "urn:li:organization:1", "client_secret": "x", "access_token": "x",
                 "api_base_url": "http://10.0.0.1"}}""");
        api.post("/api/v1/integrations/" + asked.text("data.id") + "/backfill", "{\"since\": \"2026-01-01\"}");
        server.bean(Sql.class)
                .update(
                        id(),
                        "insert into intake_totals (workspace_id, source, source_id, entries, new_leads) values (?, 'form', 1, 1, 1)",
                        id());
    }

    /** That user, who acts in this workspace. */
    public Caller caller(User user) {
        var actor = new Actor(Actor.Kind.USER, user.id(), user.name());
        return new Caller(id(), workspace.region(), user.role(), actor, null, null);
    }

    /** Looks through the leads for duplicates, as a job does. */
    public void lookForDuplicates() {
        var scan = server.bean(DuplicateScan.class);
        Await.until(() -> scan.step(id()) == Jobs.StepResult.DONE);
    }

    /** A new admin tags a lead as one of many. */
    public BulkChange bulkChange(User author, long leadId, String tag) {
        var picked = new LeadSelection.Some(List.of(leadId));
        return server.bean(BulkChanges.class)
                .start(caller(author), new NewBulkChange("add_tag", ActionConfig.of("tag", tag)), picked);
    }

    /** A new user of that role in front of the panel. */
    public Panel panel(Role role) {
        return panel(user(role));
    }

    /** That user in front of the panel. */
    public Panel panel(User user) {
        return Panel.signedIn(server.origin(), user.email(), PASSWORD);
    }
}
