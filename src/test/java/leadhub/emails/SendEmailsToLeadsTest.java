package leadhub.emails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.emails.sending.EmailRetention;
import leadhub.emails.sending.EmailStatus;
import leadhub.emails.sending.LeadEmail;
import leadhub.emails.sending.LeadEmails;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.fields.FieldKind;
import leadhub.leads.Leads;
import leadhub.mail.MailQuota;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Leads are written to, get what the preview showed, and can have it stopped. */
class SendEmailsToLeadsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final LeadEmails emails = server.bean(LeadEmails.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();
    private final String address = "sarah." + workspace.id() + "@example.com";

    @BeforeEach
    void a_workspace_with_a_mail_server() {
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private long lead(Map<String, Object> facts) {
        return api.post("/api/v1/leads", Json.write(facts)).number("data.id");
    }

    private long sarah() {
        return lead(Map.of("first_name", "Sarah", "email", address));
    }

    private LeadEmail send(long leadId, String subject, String body) {
        return emails.send(workspace.caller(), leadId, new EmailDraft(subject, body, "en"));
    }

    private LeadEmail latest(long leadId) {
        var lead = server.bean(Leads.class).get(workspace.caller(), leadId);
        return emails.list(workspace.caller(), lead, Long.MAX_VALUE, 1).getFirst();
    }

    private LeadEmail ended(long leadId) {
        Await.until(() -> latest(leadId).fate().status() != EmailStatus.QUEUED);
        return latest(leadId);
    }

    private String template(String subject, String body, String language) {
        var made = api.post(
                "/api/v1/email-templates",
                Json.write(Map.of("name", "T", "subject", subject, "body", body, "language", language)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return "/api/v1/email-templates/" + made.text("data.id");
    }

    private ApiAnswer preview(String template, long leadId) {
        var preview = api.post(template + "/preview", "{\"lead_id\": %d}".formatted(leadId));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        return preview;
    }

    /** Those of this workspace that wait. */
    private List<ScheduledExecution<Object>> jobs() {
        return server.bean(SchedulerClient.class).<Object>getScheduledExecutionsForTask("email-to-lead").stream()
                .filter(job -> String.valueOf(job.getData()).contains("workspaceId=" + workspace.id() + ","))
                .toList();
    }

    private static String withPlainLines(String text) {
        return text.replace("\r\n", "\n");
    }

    @Test
    void what_arrives_is_what_the_preview_showed_whatever_a_name_is_made_of() throws Exception {
        var name = "Tom & \"Jerry\" <b>\r\nBcc: eve@example.com";
        var shown = "Tom & \"Jerry\" <b> Bcc: eve@example com";
        var leadId = lead(Map.of("first_name", name, "email", address));
        var subject = "Hello {{lead.first_name|there}}";
        var body =
                "Dear {{lead.first_name|friend}},\n\nsee https://example.com/x?a=1&b=2.\nYours, {{owner.name|the team}} <3";
        var preview = preview(template(subject, body, "en"), leadId);
        assertThat(preview.text("data.to")).isEqualTo(address);
        assertThat(preview.text("data.subject")).isEqualTo("Hello " + shown);
        assertThat(preview.text("data.text"))
                .startsWith("Dear " + shown + ",\n\nsee https://example.com/x?a=1&b=2.\nYours, the team <3\n\n");
        assertThat(preview.text("data.html"))
                .contains("Dear Tom &amp; &quot;Jerry&quot; &lt;b&gt; Bcc: eve@example com,</p>")
                .contains("see <a href=\"https://example.com/x?a&#x3D;1&amp;b&#x3D;2\">")
                .contains("<br>\nYours, the team &lt;3</p>")
                .doesNotContain("<b>");
        send(leadId, subject, body);
        mailbox.await(1);
        var message = mailbox.message(0);
        assertThat(message.getSubject()).isEqualTo(preview.text("data.subject"));
        assertThat(withPlainLines(mailbox.text(0))).isEqualTo(preview.text("data.text"));
        assertThat(withPlainLines(mailbox.html(0))).isEqualTo(preview.text("data.html"));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
    }

    @Test
    void programs_can_tell_what_kind_of_email_it_is() throws Exception {
        var leadId = sarah();
        var email = send(leadId, "Hello", "Hello");
        mailbox.await(1);
        var message = mailbox.message(0);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(message.getHeader("List-Unsubscribe")[0]).matches("<http://.*/unsubscribe/[A-Za-z0-9_-]{24}>");
        assertThat(message.getMessageID()).isEqualTo(email.messageId()).endsWith("@example.com>");
        assertThat(message.getFrom()[0].toString()).contains("<leads@example.com>");
        assertThat(mailbox.text(0)).contains("/unsubscribe/");
        var sent = ended(leadId);
        assertThat(sent.fate().status()).isEqualTo(EmailStatus.SENT);
        var told = api.get("/api/v1/leads/" + leadId + "/timeline").at("data.0");
        assertThat(told.path("event").asString()).isEqualTo("lead.email_sent");
        assertThat(told.path("email_id").asLong()).isEqualTo(email.id());
        assertThat(told.path("title").asString()).isEqualTo("Hello");
    }

    @Test
    void what_could_not_be_sent_is_tried_again_under_the_same_id() throws Exception {
        mailbox.close();
        var leadId = sarah();
        var email = send(leadId, "Hello", "Hello");
        Await.until(() -> "unreachable".equals(latest(leadId).fate().failure()));
        assertThat(latest(leadId).isQueued()).isTrue();
        Await.until(() -> jobs().stream().anyMatch(job -> job.getConsecutiveFailures() == 1));
        try (var again = Mailbox.openAt(mailbox.port())) {
            server.clock().pass(Duration.ofMinutes(2));
            again.await(1);
            assertThat(again.message(0).getMessageID()).isEqualTo(email.messageId());
            assertThat(ended(leadId).fate().failure()).isNull();
        }
    }

    @Test
    void looking_at_the_link_ends_nothing_and_one_click_ends_all() throws Exception {
        var leadId = sarah();
        send(leadId, "Hello", "Hello");
        mailbox.await(1);
        var link = mailbox.message(0).getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
        var url = URI.create(server.origin() + URI.create(link).getPath());
        for (var language : List.of("en", "de", "ja", "zh-CN", "ar")) {
            var looked = answer(HttpRequest.newBuilder(url).header("Accept-Language", language));
            assertThat(looked.statusCode()).isEqualTo(200);
            assertThat(looked.body())
                    .contains("<html lang=\"" + language)
                    .contains("<form method=\"post\">")
                    .doesNotContain(address);
            assertThat(looked.headers().map()).doesNotContainKey("set-cookie");
        }
        assertThat(suppressed()).isFalse();
        for (var times = 0; times < 2; times++) {
            var clicked = answer(HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
            assertThat(clicked.statusCode()).isEqualTo(200);
            assertThat(clicked.body()).contains("You’re unsubscribed");
            assertThat(clicked.headers().map()).doesNotContainKey("set-cookie");
        }
        assertThat(suppressed()).isTrue();
        assertThatThrownBy(() -> send(leadId, "Again", "Again"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().toString()).contains("email.suppressed"));
        var told = api.get("/api/v1/leads/" + leadId + "/timeline").at("data");
        assertThat(told.valueStream().map(entry -> entry.path("event").asString()))
                .containsOnlyOnce("lead.unsubscribed");
        assertThat(workspace.panel(Role.ADMIN).get("/settings/audit").body()).contains("stopped emails to an address");
        assertThat(answer(HttpRequest.newBuilder(URI.create(server.origin() + "/unsubscribe/nobodys")))
                        .statusCode())
                .isEqualTo(404);
    }

    private boolean suppressed() {
        return server.bean(Suppressions.class)
                .find(workspace.caller(), address.toUpperCase(Locale.ROOT))
                .isPresent();
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void whoever_unsubscribes_meanwhile_gets_nothing() {
        var leadId = sarah();
        server.pauseJobs();
        try {
            send(leadId, "Hello", "Hello");
            server.bean(Suppressions.class)
                    .add(workspace.caller(), address.toUpperCase(Locale.ROOT), SuppressionReason.MANUAL);
        } finally {
            server.resumeJobs();
        }
        assertThat(ended(leadId).fate().status()).isEqualTo(EmailStatus.SUPPRESSED);
        assertThat(mailbox.count()).isZero();
        assertThat(api.get("/api/v1/leads/" + leadId + "/timeline").text("data.0.event"))
                .isEqualTo("lead.email_suppressed");
    }

    @Test
    void a_lead_that_is_gone_gets_nothing() {
        var leadId = sarah();
        server.pauseJobs();
        try {
            send(leadId, "Hello", "Hello");
            api.delete("/api/v1/leads/" + leadId);
        } finally {
            server.resumeJobs();
        }
        var other = lead(Map.of("first_name", "Bob", "email", "bob@example.com"));
        send(other, "Later", "Later");
        mailbox.await(1);
        Await.until(() -> jobs().isEmpty());
        assertThat(mailbox.count()).isEqualTo(1);
        assertThat(mailbox.text(0)).startsWith("Later");
    }

    @Test
    void what_can_not_be_sent_is_refused_at_once() {
        var nobody = lead(Map.of("first_name", "Sarah"));
        assertThatThrownBy(() -> send(nobody, "Hello", "Hello")).hasMessageContaining("email.no_address");
        var leadId = sarah();
        assertThatThrownBy(() -> send(leadId, "{{nothing}}", "Hello"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Invalid.class));
        var other = server.newWorkspace();
        var stranger = other.leadHub()
                .post("/api/v1/leads", "{\"email\": \"a@example.com\", \"first_name\": \"A\"}")
                .number("data.id");
        assertThatThrownBy(() -> emails.send(other.caller(), stranger, new EmailDraft("x", "x", "en")))
                .hasMessageContaining("email.no_server");
    }

    @Test
    void empty_values_leave_the_place_to_the_fallback_and_others_are_in_the_language_of_the_email() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Start", FieldKind.DATE);
        workspace.field("Site", FieldKind.URL);
        var body = "{{lead.name|-}};{{lead.company|-}};{{lead.deal_value|-}};{{lead.status}};{{lead.tags|-}};"
                + "{{lead.custom_fields.budget|-}};{{lead.custom_fields.start|-}};{{lead.custom_fields.site|-}};{{lead.phone}}.";
        var template = template("x", body, "de");
        var nameless =
                api.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"email\": \"%s\"}".formatted(address));
        assertThat(preview(template, nameless.number("lead_id")).text("data.text"))
                .startsWith("-;-;-;Neu;-;-;-;-;.\n");
        var full = lead(Map.of(
                "first_name",
                "Ann",
                "last_name",
                "Lee",
                "company",
                "visit www.evil.example or http://evil.example/x",
                "deal_value",
                12345.5,
                "tags",
                List.of("a", "b"),
                "custom_fields",
                Map.of("budget", 1000000, "start", "2026-03-28", "site", "https://example.com/a")));
        assertThat(preview(template, full).text("data.text"))
                .startsWith(
                        "Ann Lee;visit www evil example or evil example/x;12.345,50\u00a0$;Neu;a, b;1.000.000;28. März 2026;"
                                + "https://example.com/a;.\n");
        assertThat(preview(template, full).text("data.html")).contains("<html lang=\"de\" dir=\"ltr\">");
        assertThat(preview(template("x", "x", "ar"), full).text("data.html")).contains("dir=\"rtl\"");
    }

    @Test
    void another_workspaces_lead_is_in_no_preview() {
        var theirs = server.newWorkspace().leadHub().post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
        var answer =
                api.post(template("x", "x", "en") + "/preview", "{\"lead_id\": %s}".formatted(theirs.text("data.id")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors.lead_id.0")).isEqualTo("The selected lead id is invalid.");
    }

    @Test
    void more_than_ten_a_day_to_one_lead_wait_for_the_next() {
        var leadId = sarah();
        for (var sent = 0; sent < 10; sent++) {
            server.bean(MailQuota.class).take(workspace.id(), address, MailQuota.Kind.LEAD);
        }
        send(leadId, "Hello", "Hello");
        Await.until(() -> latest(leadId).fate().waitsUntil() != null);
        assertThat(mailbox.count()).isZero();
        server.clock().pass(Duration.ofHours(25));
        mailbox.await(1);
        assertThat(ended(leadId).fate().waitsUntil()).isNull();
    }

    private OutsideEffect perform(long leadId, String config, String id) {
        return sendEmail().perform(ofRun(), leadId, checked(config), id);
    }

    private OutsideActionKind sendEmail() {
        return (OutsideActionKind) server.bean(Actions.class).find("send_email").orElseThrow();
    }

    private Caller ofRun() {
        var actor = new Actor(Actor.Kind.AUTOMATION, 7, "Welcome", new Actor.Run(9, 1));
        return server.bean(Workspaces.class).caller(workspace.id(), actor);
    }

    private ActionConfig checked(String config) {
        var request = new ActionRequest(ofRun(), (ObjectNode) Json.MAPPER.readTree(config), key -> key, false);
        return sendEmail().check(request).config();
    }

    @Test
    void a_step_sends_its_email_once_however_often_it_is_done() throws Exception {
        var leadId = sarah();
        var template = template("Hello {{lead.first_name}}", "Hello", "en");
        var config =
                "{\"to\": \"lead\", \"template_id\": %s}".formatted(template.substring(template.lastIndexOf('/') + 1));
        for (var times = 0; times < 3; times++) {
            assertThat(perform(leadId, config, "run 9 step a"))
                    .isInstanceOfSatisfying(
                            OutsideEffect.Done.class,
                            done -> assertThat(done.outcome()).containsEntry("sent", 1));
        }
        assertThat(mailbox.count()).isEqualTo(1);
        assertThat(mailbox.message(0).getSubject()).isEqualTo("Hello Sarah");
        perform(leadId, config, "run 10 step a");
        assertThat(mailbox.count()).isEqualTo(2);
        assertThat(mailbox.message(1).getMessageID())
                .isNotEqualTo(mailbox.message(0).getMessageID());
        var told = api.get("/api/v1/leads/" + leadId + "/timeline").at("data.0");
        assertThat(told.path("event").asString()).isEqualTo("lead.email_sent");
        assertThat(told.path("caused_by").path("type").asString()).isEqualTo("automation");
        assertThat(told.path("caused_by").path("run_id").asLong()).isEqualTo(9);
    }

    @Test
    void a_step_that_failed_goes_on_under_the_same_id() throws Exception {
        mailbox.close();
        var leadId = sarah();
        var config = "{\"to\": \"lead\", \"subject\": \"Hello\", \"body\": \"Hello\"}";
        for (var times = 0; times < 2; times++) {
            assertThat(perform(leadId, config, "run 9 step a"))
                    .isEqualTo(new OutsideEffect.Failed("unreachable", false, null));
        }
        assertThat(latest(leadId).fate().status()).isEqualTo(EmailStatus.QUEUED);
        assertThat(events(leadId)).containsExactly("lead.created");
        sendEmail().givenUp(ofRun(), leadId, checked(config), "run 9 step a");
        var failed = latest(leadId);
        assertThat(failed.fate().status()).isEqualTo(EmailStatus.FAILED);
        try (var again = Mailbox.openAt(mailbox.port())) {
            perform(leadId, config, "run 9 step a");
            assertThat(again.message(0).getMessageID()).isEqualTo(failed.messageId());
        }
        assertThat(latest(leadId).fate().status()).isEqualTo(EmailStatus.SENT);
        assertThat(events(leadId)).containsExactly("lead.email_sent", "lead.email_failed", "lead.created");
    }

    @Test
    void the_text_of_an_email_is_forgotten_a_year_later() throws Exception {
        var leadId = sarah();
        perform(leadId, "{\"to\": \"lead\", \"subject\": \"Hello\", \"body\": \"Private\"}", "run 9 step a");
        server.bean(EmailRetention.class).step(workspace.id());
        assertThat(latest(leadId).content().text()).contains("Private");
        server.clock().pass(Duration.ofDays(366));
        server.bean(EmailRetention.class).step(workspace.id());
        assertThat(latest(leadId).content().text()).isEmpty();
        assertThat(latest(leadId).content().html()).isEmpty();
        assertThat(latest(leadId).content().subject()).isEqualTo("Hello");
        assertThat(latest(leadId).fate().status()).isEqualTo(EmailStatus.SENT);
    }

    private java.util.stream.Stream<String> events(long leadId) {
        return api.get("/api/v1/leads/" + leadId + "/timeline")
                .at("data")
                .valueStream()
                .map(entry -> entry.path("event").asString());
    }

    @Test
    void a_step_skips_whoever_gets_no_emails_and_whom_there_is_nobody_to_write_to() {
        server.bean(Suppressions.class).add(workspace.caller(), address, SuppressionReason.MANUAL);
        var text = ", \"subject\": \"Hello\", \"body\": \"Hello\"}";
        var leadId = sarah();
        assertThat(perform(leadId, "{\"to\": \"lead\"" + text, "1")).isEqualTo(new OutsideEffect.Skipped("suppressed"));
        assertThat(perform(leadId, "{\"to\": \"" + address + "\"" + text, "2"))
                .isEqualTo(new OutsideEffect.Skipped("suppressed"));
        assertThat(perform(leadId, "{\"to\": \"assignee\"" + text, "3"))
                .isEqualTo(new OutsideEffect.Skipped("no_receiver"));
        var nobody = lead(Map.of("first_name", "Bob"));
        assertThat(perform(nobody, "{\"to\": \"lead\"" + text, "4"))
                .isEqualTo(new OutsideEffect.Skipped("no_receiver"));
        assertThat(mailbox.count()).isZero();
    }

    @Test
    void a_step_may_tell_the_workspaces_own_people_of_every_lead() throws Exception {
        var bob = workspace.user(Role.AGENT);
        for (var sent = 0; sent < 10; sent++) {
            server.bean(MailQuota.class).take(workspace.id(), bob.email(), MailQuota.Kind.LEAD);
        }
        var leadId = lead(Map.of("first_name", "Sarah", "assigned_user_id", bob.id()));
        perform(leadId, "{\"to\": \"assignee\", \"subject\": \"Hot\", \"body\": \"Hot\"}", "1");
        mailbox.await(1);
    }

    @Test
    void a_lead_that_was_only_written_about_has_not_unsubscribed() throws Exception {
        var leadId = sarah();
        perform(leadId, "{\"to\": \"partner@b.example\", \"subject\": \"A lead\", \"body\": \"A lead\"}", "1");
        mailbox.await(1);
        var link = mailbox.message(0).getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
        answer(HttpRequest.newBuilder(
                        URI.create(server.origin() + URI.create(link).getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
        var told = api.get("/api/v1/leads/" + leadId + "/timeline").at("data");
        assertThat(told.valueStream().map(entry -> entry.path("event").asString()))
                .contains("lead.email_sent")
                .doesNotContain("lead.unsubscribed");
        assertThat(suppressed()).isFalse();
    }

    @Test
    void a_step_writes_to_the_workspaces_own_people_without_a_link_to_unsubscribe() throws Exception {
        var bob = workspace.user(Role.AGENT);
        var ann = workspace.user(Role.AGENT);
        var leadId = lead(Map.of("first_name", "Sarah", "assigned_user_id", bob.id()));
        var text = ", \"subject\": \"{{lead.name}}\", \"body\": \"Hot\"}";
        perform(leadId, "{\"to\": \"assignee\"" + text, "1");
        perform(leadId, "{\"to\": [%d, %d]%s".formatted(bob.id(), ann.id(), text), "2");
        mailbox.await(3);
        for (var i = 0; i < 3; i++) {
            assertThat(mailbox.message(i).getHeader("List-Unsubscribe")).isNull();
            assertThat(mailbox.text(i)).isEqualTo("Hot\r\n");
        }
        assertThat(List.of(
                        mailbox.message(0).getAllRecipients()[0].toString(),
                        mailbox.message(1).getAllRecipients()[0].toString(),
                        mailbox.message(2).getAllRecipients()[0].toString()))
                .containsExactly(bob.email(), bob.email(), ann.email());
    }

    @Test
    void somebody_writes_to_a_lead_in_the_panel_and_sees_what_came_of_it() throws Exception {
        var leadId = sarah();
        var template = template("Hello {{lead.first_name}}", "Welcome,\n{{owner.name|your team}}", "de");
        var panel = workspace.panel(Role.AGENT);
        var lead = "/leads/" + leadId;
        assertThat(panel.get(lead).body()).contains("/late");
        assertThat(panel.get(lead + "/late").body()).contains("No emails yet.", lead + "/emails/new");
        var form = panel.get(lead + "/emails/new?template=" + template.substring(template.lastIndexOf('/') + 1))
                .body();
        assertThat(form)
                .contains("value=\"Hello {{lead.first_name}}\"", "value=\"de\"")
                .contains("Hello Sarah", "Welcome,\nyour team", "Diese E-Mail wurde Ihnen von");
        var typed = Map.of("subject", "Hi {{lead.first_name}}", "body", "One.\r\n\r\nTwo.", "language", "de");
        var preview = panel.post(lead + "/emails/preview", typed).body();
        assertThat(preview).contains("Hi Sarah", "One.\n\nTwo.");
        var sent = panel.post(lead + "/emails", typed);
        assertThat(sent.header("Location")).isEqualTo(lead + "#emails");
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).isEqualTo("Hi Sarah");
        assertThat(withPlainLines(mailbox.text(0))).startsWith("One.\n\nTwo.\n\n-- \nDiese E-Mail");
        ended(leadId);
        assertThat(panel.get(lead).body()).contains("sent an email");
        assertThat(panel.get(lead + "/late").body()).contains("Hi Sarah", "Sent");
    }

    @Test
    void what_can_not_be_sent_from_the_panel_is_said_there() {
        var leadId = sarah();
        var panel = workspace.panel(Role.MANAGER);
        var lead = "/leads/" + leadId;
        panel.get(lead);
        var unknown =
                panel.post(lead + "/emails", Map.of("subject", "{{lead.nothing}}", "body", "x", "language", "en"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("There’s no placeholder called lead.nothing.", "{{lead.nothing}}");
        assertThat(panel.post(lead + "/emails/preview", Map.of("subject", "x", "body", "{{lead.na"))
                        .body())
                .contains("A placeholder has no end.");
        panel.get("/settings/suppression");
        assertThat(panel.post("/settings/suppression", Map.of("email", address, "reason", "complained"))
                        .status())
                .isEqualTo(303);
        assertThat(panel.get(lead + "/emails/new").body()).contains("its owner reported one as spam");
        var refused = panel.post(lead + "/emails", Map.of("subject", "Typed", "body", "x", "language", "en"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("its owner reported one as spam", "value=\"Typed\"");
        var again = panel.post("/settings/suppression", Map.of("email", address.toUpperCase(Locale.ROOT)));
        assertThat(again.body()).contains("isn’t on the list yet");
        assertThat(panel.post("/settings/suppression", Map.of("email", "nonsense"))
                        .status())
                .isEqualTo(422);
        var id = server.bean(Suppressions.class)
                .find(workspace.caller(), address)
                .orElseThrow()
                .id();
        panel.post("/settings/suppression/" + id + "/delete", Map.of());
        assertThat(panel.get(lead + "/emails/new").body()).doesNotContain("alert-danger");
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get(lead).body()).doesNotContain(lead + "/emails/new");
        assertThat(reader.get(lead + "/late").body()).doesNotContain(lead + "/emails/new");
        assertThat(reader.get(lead + "/emails/new").status()).isEqualTo(403);
    }

    @Test
    void templates_are_kept_in_the_panel_and_previewed_with_a_lead() {
        var leadId = sarah();
        var panel = workspace.panel(Role.MANAGER);
        assertThat(panel.get("/settings/email-templates").body()).contains("No templates yet");
        panel.get("/settings/email-templates/new");
        var typed = Map.of("name", "Welcome", "subject", "Hello {{lead.name}}", "body", "x", "language", "ja");
        assertThat(panel.post("/settings/email-templates", typed).status()).isEqualTo(303);
        var made = api.get("/api/v1/email-templates").at("data.0");
        assertThat(made.path("language").asString()).isEqualTo("ja");
        var path = "/settings/email-templates/" + made.path("id").asString();
        assertThat(panel.get(path).body()).contains("Hello {{lead.name}}", "Hello Sarah");
        var preview = panel.post(
                path + "/preview",
                Map.of("name", "W", "subject", "Bye {{lead.name}}", "body", "y", "lead", Long.toString(leadId)));
        assertThat(preview.body()).contains("Bye Sarah", "value=\"Bye {{lead.name}}\"");
        var wrong = panel.post(path, Map.of("name", "W", "subject", "{{#x}}", "body", "y", "language", "en"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Only plain placeholders can be used", "{{#x}}");
        panel.post(path, Map.of("name", "W", "subject", "s", "body", "y", "language", "en"));
        assertThat(api.get("/api/v1/email-templates").text("data.0.name")).isEqualTo("W");
        panel.post(path + "/delete", Map.of());
        assertThat(api.get("/api/v1/email-templates").number("meta.total")).isZero();
    }
}
