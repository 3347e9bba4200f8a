package leadhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conversations.team.InboxRules;
import leadhub.conversations.team.InboxWatch;
import leadhub.conversations.team.Team;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.notifications.NotificationChoice;
import leadhub.notifications.NotificationChoices;
import leadhub.notifications.NotificationKind;
import leadhub.passwords.Passwords;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.users.NewUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody of the team is told by email of a visitor who waits, and answers that email. */
class AnswerVisitorsByMailTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User ann = workspace.user(Role.AGENT);
    private final User bob = workspace.user(Role.AGENT);
    private final Mailbox outbox = Mailbox.open();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private String integration = "";
    private String bot = "";
    private int received;
    private int events;

    /** A conversation whose visitor waits for a person. */
    private record Talk(String id, Visitor visitor) {
        String seen() {
            return visitor.get("/c/conversations/" + id + "/messages").body();
        }
    }

    private Talk talk = new Talk("", Visitor.at(""));

    @BeforeEach
    void a_visitor_waits_and_mails_go_out_and_come_in() {
        workspace.mailServer(outbox);
        integration = "/api/v1/integrations/"
                + api.post("/api/v1/integrations", mailbox.body("INBOX")).text("data.id");
        assertThat(api.patch(integration, "{\"config\": {\"reply_address\": \"team@example.com\"}}")
                        .status())
                .isEqualTo(200);
        isRead(1);
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        // Minutes pass while emails come in.
        var rules = new InboxRules(InboxRules.Assignment.NOBODY, null, 5, null, null);
        server.bean(Team.class).change(workspace.caller(), rules);
        talk = waits();
    }

    private Talk waits() {
        var stranger = Visitor.at(server.origin());
        var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"en\"}");
        var begins = new Talk(begun.text("conversation.id"), stranger.knownBy(begun.text("token")));
        begins.visitor().say(begins.id(), "1", "Do you ship to Lisbon?");
        begins.visitor().post("/c/conversations/" + begins.id() + "/handover", "{}");
        server.clock().pass(Duration.ofMinutes(6));
        server.bean(InboxWatch.class).look(workspace.id());
        return begins;
    }

    @AfterEach
    void close() {
        outbox.close();
        mailbox.close();
    }

    /** The number of the email by which somebody was told. */
    private int told(User user) {
        Await.until(() -> outbox.receivers().contains(user.email()));
        return outbox.receivers().lastIndexOf(user.email());
    }

    /** Where somebody answers who was told. */
    private String replyTo(User user) throws Exception {
        return outbox.message(told(user)).getHeader("Reply-To", null);
    }

    /** The row of an answer in the ledger. */
    private JsonNode answer(String from, String to, String headers, String text) {
        received++;
        events++;
        deliver(mailbox, from, to, headers, text);
        return latest();
    }

    private void deliver(ImapMailbox into, String from, String to, String headers, String text) {
        into.receive("From: Ann <%s>\nTo: %s\nSubject: Re: A visitor\nMessage-ID: <%d.%d@team>\n%s\n%s\n"
                .formatted(from, to, workspace.id(), received, headers, text));
    }

    private JsonNode latest() {
        return latest(integration, events);
    }

    private JsonNode latest(String path, int count) {
        // The clock was moved: whoever listens to the mailbox looks by it.
        Await.passing(server.clock(), Duration.ofSeconds(10), () -> {
            var rows = api.get(path + "/events").at("data");
            return rows.size() == count
                    && rows.valueStream().noneMatch(row -> status(row).equals("received"));
        });
        return api.get(path + "/events").at("data").get(0);
    }

    /** So many mailboxes were looked at once: what comes from now on is read. */
    private void isRead(int mailboxes) {
        Await.until(() -> server.bean(Sql.class)
                        .get(
                                workspace.id(),
                                row -> row.getInt(1),
                                "select count(*) from mailboxes where workspace_id = ? and uid_validity is not null",
                                workspace.id())
                == mailboxes);
    }

    private static String status(JsonNode row) {
        return row.get("status").asString();
    }

    private List<String> said() {
        return api.get("/api/v1/conversations/" + talk.id() + "/messages")
                .at("data")
                .valueStream()
                .map(message -> message.get("role").asString() + ": "
                        + message.get("content").asString())
                .toList();
    }

    private List<String> noted() {
        return api.get("/api/v1/conversations/" + talk.id() + "/notes")
                .at("data")
                .valueStream()
                .map(note -> note.get("content").asString())
                .toList();
    }

    private JsonNode owner() {
        return api.get("/api/v1/conversations/" + talk.id()).at("data.owner");
    }

    @Test
    void an_answer_goes_to_the_visitor_and_takes_the_conversation() throws Exception {
        var address = replyTo(ann);
        assertThat(address).matches("team\\+lh-c[0-9]+u" + ann.id() + "d[0-9]+-[0-9a-f]{20}@example\\.com");
        assertThat(outbox.text(told(ann)))
                .contains("Visitor: Do you ship to Lisbon?", "Answer this email", "/inbox/" + talk.id());
        var before = owner().get("version").asLong();
        var taken = answer(ann.email(), address, "", """
                Yes, in three days.

                On Fri, Nov 27, 2026 at 9:00 AM Shop
                <%s> wrote:
                > Visitor: Do you ship to Lisbon?
                --\s
                Ann, sales
                """.formatted(address));
        assertThat(status(taken)).isEqualTo("processed");
        assertThat(said()).last().isEqualTo("agent: Yes, in three days.");
        assertThat(talk.seen()).contains("Yes, in three days.", ann.name());
        assertThat(owner().get("kind").asString()).isEqualTo("agent");
        assertThat(owner().get("user_id").asLong()).isEqualTo(ann.id());
        assertThat(owner().get("version").asLong()).isGreaterThan(before);
        // The bot is silent now, and the team's answer makes no lead.
        talk.visitor().say(talk.id(), "2", "Great, thanks!");
        assertThat(said()).last().isEqualTo("user: Great, thanks!");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        assertThat(noted()).isEmpty();
        // Once more as before, and it is said as it is.
        assertThat(status(answer(ann.email(), address, "", "You're welcome."))).isEqualTo("processed");
        assertThat(said()).last().isEqualTo("agent: You're welcome.");
    }

    @Test
    void what_is_delivered_twice_counts_once_by_another_mailbox_too() throws Exception {
        var address = replyTo(ann);
        answer(ann.email(), address, "", "Yes, in three days.");
        deliver(mailbox, ann.email(), address, "", "Yes, in three days.");
        try (var another = ImapMailbox.open()) {
            var second = "/api/v1/integrations/"
                    + api.post("/api/v1/integrations", another.body("INBOX")).text("data.id");
            isRead(2);
            deliver(another, ann.email(), address, "", "Yes, in three days.");
            assertThat(status(latest(second, 1))).isEqualTo("processed");
            // The one before it was read by then, and has left no row of its own.
            answer("stranger@example.net", address, "", "Me, too");
            deliver(another, "stranger@example.net", address, "", "Me, too");
            assertThat(status(latest(second, 2))).isEqualTo("processed");
            assertThat(noted()).hasSize(1);
            assertThat(said().stream().filter("agent: Yes, in three days."::equals))
                    .hasSize(1);
        }
    }

    @Test
    void an_answer_that_was_not_sent_is_not_sent_when_it_comes_by_another_mailbox() throws Exception {
        var address = replyTo(ann);
        api.post("/api/v1/conversations/" + talk.id() + "/claim", "{\"user_id\": %d}".formatted(bob.id()));
        var mails = outbox.count();
        answer(ann.email(), address, "", "Yes, in three days.");
        outbox.await(mails + 1);
        api.post("/api/v1/conversations/" + talk.id() + "/release", "{}");
        var before = said();
        try (var another = ImapMailbox.open()) {
            var second = "/api/v1/integrations/"
                    + api.post("/api/v1/integrations", another.body("INBOX")).text("data.id");
            isRead(2);
            deliver(another, ann.email(), address, "", "Yes, in three days.");
            assertThat(status(latest(second, 1))).isEqualTo("processed");
        }
        assertThat(said()).isEqualTo(before);
        assertThat(owner().get("kind").asString()).isEqualTo("queue");
        assertThat(noted()).singleElement().asString().contains(bob.name(), "Yes, in three days.");
        Await.until(() -> unsent(talk) == 0);
        assertThat(IntStream.range(0, outbox.count())
                        .mapToObj(outbox::text)
                        .filter(text -> text.contains("wasn’t sent")))
                .hasSize(1);
    }

    @Test
    void who_signs_in_by_the_address_that_emails_go_out_from_answers_too() throws Exception {
        var hash = server.bean(Passwords.class).hash("a long password");
        var wanted = new NewUser("Olga", "leads@example.com", Role.AGENT, null, hash);
        var olga = server.bean(Users.class).create(workspace.caller(), wanted);
        talk = waits();
        var address = replyTo(olga);
        var before = said();
        // The email itself, as a rule of the mailbox may hand it on.
        assertThat(status(answer(olga.email(), address, "Reply-To: " + address + "\n", "A visitor waits")))
                .isEqualTo("ignored");
        assertThat(status(answer(olga.email(), address, "Auto-Submitted: auto-generated\n", "A visitor waits")))
                .isEqualTo("ignored");
        assertThat(status(answer(olga.email(), "team@example.com", "", "To myself")))
                .isEqualTo("ignored");
        assertThat(said()).isEqualTo(before);
        assertThat(noted()).isEmpty();
        assertThat(status(answer(olga.email(), address, "", "Yes, in three days.")))
                .isEqualTo("processed");
        assertThat(said()).last().isEqualTo("agent: Yes, in three days.");
        assertThat(owner().get("user_id").asLong()).isEqualTo(olga.id());
    }

    @Test
    void an_answer_after_two_weeks_is_shown_to_the_team_alone() throws Exception {
        var address = replyTo(ann);
        server.clock().pass(Duration.ofDays(15));
        var before = said();
        assertThat(status(answer(ann.email(), address, "", "Yes, in three days.")))
                .isEqualTo("processed");
        assertThat(said()).isEqualTo(before);
        assertThat(noted()).singleElement().asString().contains(ann.email(), "Yes, in three days.");
        assertThat(owner().get("kind").asString()).isEqualTo("queue");
    }

    @Test
    void another_sender_is_shown_to_the_team_alone() throws Exception {
        var address = replyTo(ann);
        var before = said();
        assertThat(status(answer("stranger@example.net", address, "", "Send me your money")))
                .isEqualTo("processed");
        // That somebody is a colleague, too, doesn't make it theirs.
        answer(bob.email(), address, "", "I am Ann");
        assertThat(said()).isEqualTo(before);
        assertThat(talk.seen()).doesNotContain("money", "I am Ann");
        assertThat(noted()).hasSize(2);
        assertThat(noted().getFirst()).contains("stranger@example.net", "Send me your money");
        assertThat(owner().get("kind").asString()).isEqualTo("queue");
    }

    @Test
    void an_address_that_was_not_given_out_says_nothing() throws Exception {
        var address = replyTo(ann);
        var bobs = replyTo(bob);
        var before = said();
        assertThat(bobs).contains("u" + bob.id() + "d");
        var forged = bobs.replaceFirst("u" + bob.id() + "d", "u" + ann.id() + "d");
        assertThat(status(answer(ann.email(), forged, "", "Hello"))).isEqualTo("ignored");
        // Nor can it be made younger.
        var day = Long.parseLong(address.replaceFirst(".*d([0-9]+)-.*", "$1"));
        var younger = address.replaceFirst("d" + day + "-", "d" + (day + 1) + "-");
        assertThat(status(answer(ann.email(), younger, "", "Hello"))).isEqualTo("ignored");
        // What a visitor answers to is another one.
        var visitors = address.replaceFirst("u" + ann.id() + "d[0-9]+-", "-");
        assertThat(status(answer(ann.email(), visitors, "", "Hello"))).isEqualTo("ignored");
        assertThat(status(answer(ann.email(), address, "Auto-Submitted: auto-replied\n", "I am away")))
                .isEqualTo("ignored");
        assertThat(status(answer(ann.email(), address, "List-Id: <all.example.com>\n", "News")))
                .isEqualTo("ignored");
        assertThat(status(answer(ann.email(), address, "", "> Do you ship to Lisbon?\n")))
                .isEqualTo("ignored");
        assertThat(said()).isEqualTo(before);
        assertThat(noted()).isEmpty();
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void what_another_one_has_by_now_is_not_taken_from_them() throws Exception {
        var address = replyTo(ann);
        // That an answer wasn't sent is told to everybody.
        server.bean(NotificationChoices.class)
                .choose(
                        workspace.caller(ann),
                        Map.of(NotificationKind.CONVERSATION, new NotificationChoice(true, false, false)));
        api.post("/api/v1/conversations/" + talk.id() + "/claim", "{\"user_id\": %d}".formatted(bob.id()));
        var before = said();
        answer(ann.email(), address, "", "Yes, in three days.");
        assertThat(said()).isEqualTo(before);
        assertThat(owner().get("user_id").asLong()).isEqualTo(bob.id());
        assertThat(noted()).singleElement().asString().contains(bob.name(), "Yes, in three days.");
        // Others may be told of other things meanwhile.
        Await.until(() -> outbox.text(told(ann)).contains("wasn’t sent"));
        assertThat(outbox.text(told(ann))).contains(bob.name());
    }

    @Test
    void who_may_not_answer_any_more_says_nothing() throws Exception {
        var address = replyTo(ann);
        var before = said();
        api.patch("/api/v1/users/" + ann.id(), "{\"role\": \"read_only\"}");
        answer(ann.email(), address, "", "Yes, in three days.");
        api.patch("/api/v1/users/" + ann.id(), "{\"role\": \"agent\", \"status\": \"suspended\"}");
        answer(ann.email(), address, "", "Yes, in four days.");
        assertThat(said()).isEqualTo(before);
        assertThat(noted()).hasSize(2);
    }

    @Test
    void files_and_what_is_too_long_stay_with_the_team() throws Exception {
        var address = replyTo(ann);
        answer(ann.email(), address, "Content-Type: multipart/mixed; boundary=\"b\"\n", """
                --b
                Content-Type: text/plain

                As I drew it.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="plan.pdf"

                %PDF-1.4 a plan
                --b--
                """);
        assertThat(said()).last().isEqualTo("agent: As I drew it.");
        assertThat(noted()).singleElement().asString().contains("wasn’t sent", "plan.pdf");
        answer(ann.email(), address, "", "long ".repeat(1_001));
        assertThat(said()).last().isEqualTo("agent: As I drew it.");
        assertThat(noted()).last().asString().contains("5,000", "long long");
    }

    @Test
    void an_address_is_good_in_its_own_workspace_alone() throws Exception {
        var address = replyTo(ann);
        var addresses = server.bean(ReplyAddresses.class);
        assertThat(addresses.colleague(workspace.caller(), address)).isPresent();
        var other = server.newWorkspace();
        assertThat(addresses.colleague(other.caller(), address)).isEmpty();
        assertThat(addresses.isSigned(other.caller(), address)).isFalse();
    }

    @Test
    void nobody_is_told_of_what_was_taken_meanwhile() {
        told(ann);
        told(bob);
        server.pauseJobs();
        var second = waits();
        api.post("/api/v1/conversations/" + second.id() + "/claim", "{\"user_id\": %d}".formatted(bob.id()));
        assertThat(unsent(second)).isGreaterThanOrEqualTo(2);
        server.resumeJobs();
        Await.until(() -> unsent(second) == 0);
        assertThat(mails(bob)).isEqualTo(2);
        assertThat(mails(ann)).isEqualTo(1);
    }

    /** The visitor says something more, and waits for as long as the rules say. */
    private void waitsOn() {
        talk.visitor().say(talk.id(), "9", "Are you there?");
        server.clock().pass(Duration.ofMinutes(6));
        server.bean(InboxWatch.class).look(workspace.id());
    }

    /** How many emails about a conversation are still to be sent to the team. */
    private long unsent(Talk about) {
        return server.bean(Sql.class)
                .globalQuery(row -> row.getLong(1), """
                        select count(*)
                        from scheduled_tasks
                        where task_name in ('mail-waiting-visitor', 'mail-unsent-answer')
                          and convert_from(task_data, 'UTF8') like '%' || ? || '%'
                        """, about.id())
                .getFirst();
    }

    private long mails(User user) {
        return outbox.receivers().stream().filter(user.email()::equals).count();
    }

    @Test
    void who_waits_for_a_program_that_is_silent_is_told_of_without_an_address_for_answers() throws Exception {
        told(ann);
        told(bob);
        assertThat(api.post("/api/v1/conversations/" + talk.id() + "/messages", "{\"content\": \"One moment.\"}")
                        .status())
                .isEqualTo(201);
        assertThat(owner().get("kind").asString()).isEqualTo("agent");
        assertThat(owner().get("user_id").isNull()).isTrue();
        waitsOn();
        Await.until(() -> mails(ann) == 2 && mails(bob) == 2);
        assertThat(outbox.text(told(ann)))
                .contains("Visitor: Are you there?", "/inbox/" + talk.id())
                .doesNotContain("Answer this email");
        assertThat(replyTo(ann)).isNull();
    }

    @Test
    void nobody_is_told_of_whom_they_have_answered_meanwhile() {
        told(bob);
        told(ann);
        server.bean(ConversationReplies.class)
                .reply(workspace.caller(ann), talk.id(), new NewReply("Yes.", null, null));
        server.pauseJobs();
        waitsOn();
        server.bean(ConversationReplies.class)
                .reply(workspace.caller(ann), talk.id(), new NewReply("I am.", null, null));
        assertThat(unsent(talk)).isPositive();
        server.resumeJobs();
        Await.until(() -> unsent(talk) == 0);
        assertThat(mails(ann)).isEqualTo(1);
    }
}
