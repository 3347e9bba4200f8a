package leadhub.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.sms.pages.SmsTalk;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** What leads write by SMS stands in the inbox, a conversation each, and is answered there. */
class AnswerSmsInInboxTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    private long lead(String name) {
        return workspace
                .leadHub()
                .post(
                        "/api/v1/leads",
                        "{\"first_name\": \"%s\", \"phone\": \"+49 170 %s\"}"
                                .formatted(name, name.equals("Ann") ? "1234567" : "1234568"))
                .number("data.id");
    }

    /** One that waits for good: the connection is paused. */
    private long connect() {
        var made = workspace.leadHub().post("/api/v1/integrations", """
                {"type": "twilio", "config": {"account_sid": "AC0123456789abcdef0123456789abcdef", "auth_token": "a token of a test 0123",
                 "sender": "+15005550006", "api_base_url": "http://127.0.0.1:9"}}""");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private String unanswered(Panel panel) {
        return panel.get("/inbox/sms?view=unanswered").body();
    }

    private static String line(long lead) {
        return "/inbox/sms/" + lead + "?";
    }

    @Test
    void a_lead_who_wrote_is_answered_where_it_stands() {
        server.pauseJobs();
        try {
            connect();
            var ann = lead("Ann");
            var bob = lead("Bob");
            workspace.receivedSms(ann);
            workspace.receivedSms(bob);
            var panel = workspace.panel(Role.AGENT);
            assertThat(panel.get("/inbox/sms").body()).contains("Ann", "Bob", "Hello", "/inbox/sms/" + ann);
            assertThat(panel.get("/inbox").body()).contains("/inbox/sms");
            var talk = "/inbox/sms/" + ann;
            assertThat(panel.get(talk).body()).contains("Hello", "+49 170 1234567", "name=\"message\"");
            assertThat(panel.post(talk, Map.of("message", "Hi {{lead.first_name}}!"))
                            .status())
                    .isEqualTo(303);
            assertThat(panel.get(talk).body()).contains("Hi Ann!", "On its way");
            var unanswered = panel.get("/inbox/sms?view=unanswered").body();
            assertThat(unanswered).contains("/inbox/sms/" + bob).doesNotContain("/inbox/sms/" + ann + "?");
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void what_cannot_be_sent_stays_typed_with_the_reason() {
        var ann = lead("Ann");
        workspace.receivedSms(ann);
        var panel = workspace.panel(Role.AGENT);
        var talk = "/inbox/sms/" + ann;
        panel.get("/inbox/sms");
        assertThat(panel.get(talk).body()).doesNotContain("name=\"message\"");
        var refused = panel.post(talk, Map.of("message", "Typed for nothing"));
        assertThat(refused.body()).contains("Typed for nothing", "sms-problem");
        assertThat(server.newWorkspace().panel(Role.ADMIN).get(talk).status()).isEqualTo(404);
    }

    @Test
    void whoever_may_not_write_reads_alone() {
        var ann = lead("Ann");
        workspace.receivedSms(ann);
        var panel = workspace.panel(Role.READ_ONLY);
        assertThat(panel.get("/inbox/sms/" + ann).body()).contains("Hello").doesNotContain("name=\"message\"");
    }

    @Test
    void whoever_sees_only_some_leads_sees_their_sms_however_many_others_write() {
        var ann = lead("Ann");
        workspace.receivedSms(ann);
        var manager = workspace.user(Role.MANAGER).id();
        for (var i = 0; i < 51; i++) {
            var other = workspace
                    .leadHub()
                    .post("/api/v1/leads", "{\"first_name\": \"Bob\", \"assigned_user_id\": %d}".formatted(manager))
                    .number("data.id");
            workspace.receivedSms(other);
        }
        var agent = workspace.panel(Role.AGENT);
        assertThat(agent.get("/inbox/sms").body()).contains(line(ann)).doesNotContain("Bob", "page=2");
        assertThat(unanswered(agent)).contains(line(ann)).doesNotContain("Bob", "page=2");
        var all = workspace.panel(Role.MANAGER);
        assertThat(unanswered(all)).contains("Bob", "page=2").doesNotContain(line(ann));
        assertThat(all.get("/inbox/sms?view=unanswered&page=2").body()).contains(line(ann));
        assertThat(all.get("/inbox/sms?view=unanswered&page=3").body()).contains("page=2");
    }

    @Test
    void what_an_automation_sent_or_could_not_be_sent_is_no_answer() {
        server.pauseJobs();
        try {
            var twilio = connect();
            var ann = lead("Ann");
            workspace.receivedSms(ann);
            var panel = workspace.panel(Role.AGENT);
            var messages = server.bean(SmsMessages.class);
            var receipt = messages.ofStep(workspace.caller(), ann, "a step", twilio, "We have got it.");
            assertThat(receipt).isPresent();
            assertThat(panel.get("/inbox/sms").body()).contains("We have got it.");
            assertThat(unanswered(panel)).contains(line(ann), "We have got it.");
            panel.post("/inbox/sms/" + ann, Map.of("message", "Hi Ann!"));
            assertThat(unanswered(panel)).doesNotContain(line(ann));
            var lead = server.bean(Leads.class).get(workspace.caller(), ann);
            var answer =
                    messages.list(workspace.caller(), lead, Long.MAX_VALUE, 1).getFirst();
            server.bean(SmsFates.class).failed(workspace.caller(), answer, SmsFailure.REFUSED.word(), 0);
            assertThat(unanswered(panel)).contains(line(ann));
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void leads_that_are_merged_have_one_conversation_until_they_are_taken_apart() {
        var ann = lead("Ann");
        var bob = lead("Bob");
        workspace.receivedSms(bob);
        var panel = workspace.panel(Role.MANAGER);
        assertThat(unanswered(panel)).contains(line(bob)).doesNotContain(line(ann));
        var path = "/api/v1/leads/" + ann;
        var other = "{\"lead_id\": " + bob + "}";
        assertThat(workspace.leadHub().post(path + "/merge", other).status()).isEqualTo(200);
        assertThat(unanswered(panel)).contains(line(ann)).doesNotContain(line(bob));
        assertThat(workspace.leadHub().post(path + "/unmerge", other).status()).isEqualTo(200);
        assertThat(unanswered(panel)).contains(line(bob)).doesNotContain(line(ann));
    }

    /** Several processes answer the same page, and each asks whether it has changed. */
    @Test
    void what_is_shown_has_the_same_mark_in_every_process() {
        var author = new Actor(Actor.Kind.USER, 1, "Eve");
        var fate = new Sms.Fate(SmsStatus.FAILED, 1, "SM1", "refused", 21610, null, null);
        var sms = new Sms(7, 4, 1, author, false, "+491701234567", "Hello", 0, fate, Instant.EPOCH);
        var lead = server.bean(Leads.class).get(workspace.caller(), lead("Ann"));
        assertThat(new SmsTalk(null, lead, List.of(sms), Map.of(), List.of(), "").mark())
                .isEqualTo("9340209e");
    }
}
