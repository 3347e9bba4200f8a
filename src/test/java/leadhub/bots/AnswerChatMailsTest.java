package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.bots.mails.ChatMails;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Conversations;
import leadhub.conversations.NewReply;
import leadhub.conversations.VisitorEmails;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A visitor answers an email of ours, and it stands in their conversation. */
class AnswerChatMailsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User ann = workspace.user(Role.AGENT);
    private final Mailbox outbox = Mailbox.open();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final Visitor stranger = Visitor.at(server.origin());
    private String bot = "";
    private String integration = "";
    private int received;

    @BeforeEach
    void mails_go_out_and_come_in() {
        workspace.mailServer(outbox);
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        integration = "/api/v1/integrations/"
                + api.post("/api/v1/integrations", mailbox.body("INBOX")).text("data.id");
        assertThat(api.patch(integration, "{\"config\": {\"reply_address\": \"team@example.com\"}}")
                        .status())
                .isEqualTo(200);
        Await.until(() -> server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null",
                        workspace.id()));
    }

    @AfterEach
    void close() {
        outbox.close();
        mailbox.close();
    }

    private String talk() {
        var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"en\"}");
        var id = begun.text("conversation.id");
        stranger.knownBy(begun.text("token")).say(id, "1", "Do you ship to Lisbon? zoe@example.com");
        return id;
    }

    /** Where the visitor answers who was told of a reply. */
    private String replyTo(String talk) throws Exception {
        var before = outbox.count();
        server.bean(ConversationReplies.class)
                .reply(workspace.caller(ann), talk, new NewReply("Yes, we do.", null, null));
        server.clock().pass(Duration.ofMinutes(11));
        server.bean(ChatMails.class).look(workspace.id());
        outbox.await(before + 1);
        return outbox.message(before).getHeader("Reply-To", null);
    }

    /** The visitor has entered a code that came to that address. */
    private void prove(String talk, String email) {
        var id = server.bean(Conversations.class).get(workspace.caller(), talk).id();
        server.bean(VisitorEmails.class).prove(workspace.caller(), id, email);
    }

    /** Who the visitor turned out to be. */
    private long lead(String talk) {
        var path = "/api/v1/conversations/" + talk;
        Await.until(() -> !api.get(path).at("data.lead_id").isNull());
        return api.get(path).number("data.lead_id");
    }

    /** The row of an answer in the ledger. */
    private JsonNode answer(String to, String headers, String text) {
        received++;
        mailbox.receive("From: other@example.net\nTo: %s\nSubject: Re: A reply\nMessage-ID: <%d.%d@other>\n%s\n%s\n"
                .formatted(to, workspace.id(), received, headers, text));
        // The clock was moved: whoever listens to the mailbox looks by it.
        Await.passing(server.clock(), Duration.ofSeconds(10), () -> {
            var rows = api.get(integration + "/events").at("data");
            return rows.size() == received
                    && rows.valueStream()
                            .noneMatch(row -> row.get("status").asString().equals("received"));
        });
        return api.get(integration + "/events").at("data").get(0);
    }

    private List<String> said(String talk) {
        return api.get("/api/v1/conversations/" + talk + "/messages")
                .at("data")
                .valueStream()
                .map(message -> message.get("role").asString() + ": "
                        + message.get("content").asString())
                .toList();
    }

    private List<String> noted(String talk) {
        return api.get("/api/v1/conversations/" + talk + "/notes")
                .at("data")
                .valueStream()
                .map(note -> note.get("content").asString())
                .toList();
    }

    /** The latest email that the lead wrote. */
    private String emailOf(long lead) {
        var path = "/api/v1/leads/" + lead + "/emails";
        assertThat(api.get(path).text("data.0.direction")).isEqualTo("in");
        return api.get(path + "/" + api.get(path).number("data.0.id")).body();
    }

    @Test
    void an_answer_stands_in_the_conversation_without_what_it_quotes() throws Exception {
        var talk = talk();
        lead(talk);
        var address = replyTo(talk);
        prove(talk, "zoe@example.com");
        assertThat(address).matches("team\\+lh-c[0-9]+-[0-9a-f]{20}@example\\.com");
        var taken = answer(address, "", """
                Perfect, then I order two.

                On Fri, Nov 27, 2026 at 9:00 AM Website
                <%s> wrote:
                > Yes, we do.
                > It is three days.
                """.formatted(address));
        assertThat(taken.get("status").asString()).isEqualTo("processed");
        assertThat(said(talk)).last().isEqualTo("user: Perfect, then I order two.");
        // The team sees that somebody waits, and the lead is who they were.
        var conversation = api.get("/api/v1/conversations/" + talk);
        assertThat(conversation.text("data.owner.kind")).isEqualTo("agent");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void a_made_up_address_another_conversations_and_a_program_say_nothing() throws Exception {
        var talk = talk();
        var other = talk();
        var address = replyTo(talk);
        var elsewhere = replyTo(other);
        var before = said(talk);
        var name = address.replaceFirst("-[0-9a-f]{20}@.*", "");
        var forged = elsewhere.replaceFirst("^.*-(?=[0-9a-f]{20}@)", name + "-");
        assertThat(answer(forged, "", "Send it to me").get("status").asString()).isEqualTo("ignored");
        assertThat(answer(address, "Auto-Submitted: auto-replied\n", "I am away")
                        .get("status")
                        .asString())
                .isNotEqualTo("failed");
        assertThat(said(talk)).isEqualTo(before);
    }

    @Test
    void what_comes_after_a_conversation_is_over_for_good_is_not_said_in_it() throws Exception {
        var talk = talk();
        var lead = lead(talk);
        var address = replyTo(talk);
        prove(talk, "zoe@example.com");
        api.post("/api/v1/conversations/" + talk + "/resolve", "{}");
        var before = said(talk);
        server.clock().pass(Duration.ofDays(2));
        var taken = answer(address, "", "One more thing");
        assertThat(said(talk)).isEqualTo(before);
        // Its lead wrote it, from whatever address.
        assertThat(taken.get("status").asString()).isEqualTo("processed");
        assertThat(taken.get("lead_id").asLong()).isEqualTo(lead);
        assertThat(emailOf(lead)).contains("One more thing");
        // Where the lead is gone, a person is to look at it.
        api.delete("/api/v1/leads/" + lead);
        assertThat(answer(address, "", "Is somebody there?").get("status").asString())
                .isEqualTo("processed");
        assertThat(noted(talk)).singleElement().asString().contains("other@example.net", "Is somebody there?");
        assertThat(api.get("/api/v1/conversations/" + talk).text("data.status")).isEqualTo("handover");
    }

    @Test
    void files_are_named_in_the_conversation_and_stay_with_the_lead() throws Exception {
        var talk = talk();
        var lead = lead(talk);
        var address = replyTo(talk);
        prove(talk, "zoe@example.com");
        answer(address, "Content-Type: multipart/mixed; boundary=\"b\"\n", """
                --b
                Content-Type: text/plain

                As I drew it.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="plan.pdf"

                %PDF-1.4 a plan
                --b--
                """);
        assertThat(said(talk)).last().isEqualTo("user: As I drew it.\n[File] plan.pdf");
        assertThat(emailOf(lead)).contains("As I drew it.", "plan.pdf");
        // An email without a text of its own is kept as it came.
        answer(address, "", "> Yes, we do.");
        assertThat(said(talk)).last().isEqualTo("user: As I drew it.\n[File] plan.pdf");
        assertThat(emailOf(lead)).contains("> Yes, we do.");
    }

    @Test
    void what_comes_from_an_address_that_nobody_has_proven_is_for_the_team_alone() throws Exception {
        var talk = talk();
        var lead = lead(talk);
        var address = replyTo(talk);
        var before = said(talk);
        answer(address, "", "I didn't write this.");
        assertThat(said(talk)).isEqualTo(before);
        assertThat(noted(talk)).singleElement().asString().contains("other@example.net", "I didn't write this.");
        assertThat(emailOf(lead)).contains("I didn't write this.");
        assertThat(server.bean(Conversations.class)
                        .get(workspace.caller(), talk)
                        .isUnread())
                .isTrue();
        // That another address is the visitor's says nothing of who got the email.
        prove(talk, "stranger@example.com");
        answer(address, "", "Who are you?");
        assertThat(said(talk)).isEqualTo(before);
        assertThat(noted(talk)).hasSize(2);
    }
}
