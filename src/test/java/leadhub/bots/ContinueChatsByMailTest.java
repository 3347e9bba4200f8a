package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.bots.mails.ChatMails;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Conversations;
import leadhub.conversations.NewReply;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import leadhub.testing.WaitingJobs;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visitor who has left is written to once, and comes back by a link, or in another browser by a code. */
class ContinueChatsByMailTest {
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User ann = workspace.user(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();
    private final Visitor stranger = Visitor.at(server.origin());
    private String bot = "";

    @BeforeEach
    void mails_are_sent() {
        workspace.mailServer(mailbox);
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    /** A conversation, and its visitor. */
    private record Talk(String id, Visitor visitor) {
        void say(String clientId, String content) {
            assertThat(visitor.say(id, clientId, content).status()).isEqualTo(201);
        }

        void read(long number) {
            visitor.post("/c/conversations/" + id + "/read", "{\"number\": %d}".formatted(number));
        }
    }

    private Talk begin(String address) {
        var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"en\"}");
        var talk = new Talk(begun.text("conversation.id"), stranger.knownBy(begun.text("token")));
        talk.say("1", "Do you ship to Lisbon? I am " + address);
        return talk;
    }

    private long reply(Talk talk, String text) {
        return server.bean(ConversationReplies.class)
                .reply(workspace.caller(ann), talk.id(), new NewReply(text, null, null))
                .message()
                .number();
    }

    private void look() {
        server.bean(ChatMails.class).look(workspace.id());
    }

    /** Hours that pass under a job look like the end of its server, and somebody else would do it again. */
    private void isDone(String job) {
        Await.until(() -> WaitingJobs.count(server, workspace, job) == 0);
    }

    private void pass(int minutes) {
        server.clock().pass(Duration.ofMinutes(minutes));
    }

    @Test
    void who_has_left_gets_one_email_for_all_that_they_missed_and_comes_back_by_its_link() throws Exception {
        var talk = begin("zoe@example.com");
        reply(talk, "Yes, we do.");
        look();
        pass(6);
        reply(talk, "It takes three days.");
        pass(6);
        look();
        assertThat(mailbox.count()).isZero();
        pass(5);
        // As several processes do at the same moment.
        Together.times(4, i -> {
            look();
            return i;
        });
        mailbox.await(1);
        isDone("mail-chat-answer");
        pass(70);
        look();
        isDone("mail-chat-answer");
        assertThat(mailbox.count()).isEqualTo(1);
        var mail = mailbox.message(0);
        assertThat(mail.getAllRecipients()).singleElement().hasToString("zoe@example.com");
        assertThat(mail.getReplyTo()[0]).hasToString(ann.email());
        assertThat(mailbox.text(0))
                .contains("Yes, we do.", "It takes three days.", ann.name())
                .doesNotContain("Lisbon");
        var link = mailbox.link(0);
        assertThat(link).startsWith(server.origin() + "/c/" + bot + "?").doesNotContain("zoe", talk.id());
        var page = stranger.get(link.substring(server.origin().length()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Do you ship to Lisbon?", "It takes three days.", talk.id());
        // What merely follows links reads nothing.
        assertThat(server.bean(Conversations.class)
                        .get(workspace.caller(), talk.id())
                        .marks()
                        .visitorRead())
                .isEqualTo(2);
        var back = link.replaceFirst(".*back=", "");
        assertThat(stranger.knownBy(back).say(talk.id(), "2", "Perfect.").status())
                .isEqualTo(201);
        reply(talk, "See you!");
        pass(61);
        look();
        mailbox.await(2);
        assertThat(mailbox.text(1)).contains("See you!").doesNotContain("three days");
    }

    @Test
    void a_link_is_good_for_a_week_and_for_its_own_conversation() {
        var talk = begin("zoe@example.com");
        reply(talk, "Yes.");
        pass(11);
        look();
        mailbox.await(1);
        var back = mailbox.link(0).replaceFirst(".*back=", "");
        var other = begin("kim@example.com");
        var messages = "/c/conversations/%s/messages";
        assertThat(stranger.knownBy(back).get(messages.formatted(talk.id())).status())
                .isEqualTo(200);
        assertThat(stranger.knownBy(back).get(messages.formatted(other.id())).status())
                .isEqualTo(404);
        var forged = back.substring(0, back.length() - 2) + (back.endsWith("AA") ? "BB" : "AA");
        assertThat(stranger.knownBy(forged).get(messages.formatted(talk.id())).status())
                .isEqualTo(404);
        server.clock().pass(Duration.ofDays(7));
        assertThat(stranger.knownBy(back).get(messages.formatted(talk.id())).status())
                .isEqualTo(404);
        var page = stranger.get("/c/" + bot + "?back=" + back);
        assertThat(page.body())
                .contains("This conversation isn’t here any more.")
                .doesNotContain("Lisbon");
    }

    @Test
    void who_has_read_gave_no_address_or_wants_no_email_gets_none() {
        var reader = begin("reader@example.com");
        reader.read(reply(reader, "Yes."));
        var nameless = stranger.post("/c/" + bot + "/conversations", "{}");
        reply(new Talk(nameless.text("conversation.id"), stranger), "Are you there?");
        begin("bots@example.com");
        var suppressed = begin("no@example.com");
        reply(suppressed, "Yes.");
        server.bean(Suppressions.class).add(workspace.caller(), "no@example.com", SuppressionReason.MANUAL);
        var told = begin("told@example.com");
        reply(told, "Yes.");
        pass(11);
        look();
        mailbox.await(1);
        isDone("mail-chat-answer");
        assertThat(mailbox.receivers()).containsExactly("told@example.com");
    }

    @Test
    void the_delay_is_the_teams_to_say_and_empty_means_never() {
        var admin = workspace.panel(Role.ADMIN);
        admin.get("/settings/inbox");
        var fields = Map.of("assignment", "nobody", "returns_after", "", "tells_after", "", "mails_after", "");
        assertThat(admin.post("/settings/inbox", fields).status()).isEqualTo(303);
        reply(begin("zoe@example.com"), "Yes.");
        pass(60);
        look();
        isDone("mail-chat-answer");
        assertThat(mailbox.count()).isZero();
        admin.get("/settings/inbox");
        var minutes = Map.of("assignment", "nobody", "returns_after", "", "tells_after", "", "mails_after", "45");
        admin.post("/settings/inbox", minutes);
        look();
        mailbox.await(1);
    }

    private ApiAnswer ask(String address) {
        return stranger.post("/c/" + bot + "/codes", "{\"email\": \"%s\"}".formatted(address));
    }

    private ApiAnswer enter(String address, String code) {
        return stranger.post("/c/" + bot + "/resume", "{\"email\": \"%s\", \"code\": \"%s\"}".formatted(address, code));
    }

    private String code(int mail) {
        var found = CODE.matcher(mailbox.text(mail));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    @Test
    void a_code_opens_the_same_conversation_in_another_browser_once() {
        begin("zoe@example.com");
        var talk = begin("zoe@example.com");
        assertThat(ask("Zoe@Example.com").status()).isEqualTo(202);
        mailbox.await(1);
        assertThat(mailbox.text(0)).doesNotContain("http");
        assertThat(enter("zoe@example.com", wrong(code(0))).status()).isEqualTo(404);
        var opened = enter("zoe@example.com", code(0));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(opened.text("conversation.id")).isEqualTo(talk.id());
        var there = stranger.knownBy(opened.text("token"));
        assertThat(there.get("/c/conversations/" + talk.id() + "/messages").body())
                .contains("Lisbon");
        assertThat(there.say(talk.id(), "9", "Here I am again.").status()).isEqualTo(201);
        assertThat(talk.visitor()
                        .get("/c/conversations/" + talk.id() + "/messages")
                        .body())
                .contains("Here I am again.");
        assertThat(enter("zoe@example.com", code(0)).status()).isEqualTo(404);
    }

    @Test
    void unknown_addresses_are_answered_like_known_ones() {
        begin("zoe@example.com");
        var known = ask("zoe@example.com");
        var unknown = ask("nobody@example.com");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.body()).isEqualTo(known.body());
        mailbox.await(1);
        var wrong = enter("zoe@example.com", wrong(code(0)));
        var nothing = enter("nobody@example.com", "123456");
        assertThat(nothing.status()).isEqualTo(wrong.status()).isEqualTo(404);
        assertThat(nothing.text("message"))
                .isEqualTo(wrong.text("message"))
                .isEqualTo("This code is wrong or too old.");
        assertThat(ask("no address").status()).isEqualTo(422);
        // Another bot's conversations aren't looked at.
        var other = api.post("/api/v1/bots", "{\"name\": \"Other\"}").text("data.id");
        assertThat(stranger.post("/c/" + other + "/codes", "{\"email\": \"zoe@example.com\"}")
                        .status())
                .isEqualTo(202);
        isDone("mail-chat-code");
        assertThat(mailbox.count()).isEqualTo(1);
    }

    @Test
    void codes_are_tried_five_times_sent_three_times_and_good_for_ten_minutes() {
        begin("zoe@example.com");
        ask("zoe@example.com");
        mailbox.await(1);
        for (var i = 0; i < 5; i++) {
            assertThat(enter("zoe@example.com", wrong(code(0))).status()).isEqualTo(404);
        }
        assertThat(enter("zoe@example.com", code(0)).status()).isEqualTo(404);
        ask("zoe@example.com");
        mailbox.await(2);
        isDone("mail-chat-code");
        pass(11);
        assertThat(enter("zoe@example.com", code(1)).status()).isEqualTo(404);
        ask("zoe@example.com");
        mailbox.await(3);
        assertThat(ask("zoe@example.com").status()).isEqualTo(202);
        isDone("mail-chat-code");
        assertThat(mailbox.count()).isEqualTo(3);
        assertThat(enter("zoe@example.com", code(2)).status()).isEqualTo(200);
    }

    @Test
    void who_gives_another_address_meanwhile_gets_no_code_for_the_one_before() {
        var talk = begin("zoe@example.com");
        server.pauseJobs();
        try {
            ask("zoe@example.com");
            talk.say("2", "No, it is other@example.com");
        } finally {
            server.resumeJobs();
        }
        isDone("mail-chat-code");
        assertThat(mailbox.count()).isZero();
    }

    @Test
    void who_wants_no_more_of_them_says_so_by_the_link_below() throws Exception {
        var talk = begin("zoe@example.com");
        reply(talk, "Yes.");
        pass(11);
        look();
        mailbox.await(1);
        isDone("mail-chat-answer");
        var mail = mailbox.message(0);
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        var url = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>]", "");
        assertThat(mailbox.text(0)).contains("Unsubscribe: " + url);
        assertThat(mailbox.html(0)).contains(url);
        var path = url.substring(server.origin().length());
        assertThat(stranger.get(path).status()).isEqualTo(200);
        assertThat(stranger.get("/unsubscribe/" + "A".repeat(24)).status()).isEqualTo(404);
        var form = stranger.with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.post(path, "List-Unsubscribe=One-Click").status()).isEqualTo(200);
        var again = begin("Zoe@example.com");
        reply(again, "Hello?");
        pass(61);
        look();
        isDone("mail-chat-answer");
        assertThat(mailbox.count()).isEqualTo(1);
        // What is erased leads nowhere.
        for (var one : List.of(talk, again)) {
            assertThat(api.delete("/api/v1/conversations/" + one.id()).status()).isEqualTo(204);
        }
        assertThat(stranger.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_code_opens_the_conversation_on_the_page_without_scripts() {
        begin("zoe@example.com");
        var form = stranger.with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(stranger.get("/c/" + bot + "?lang=en").body()).contains("Continue an earlier conversation");
        assertThat(form.post("/c/" + bot + "?lang=en", "do=code&email=nonsense").status())
                .isEqualTo(422);
        var unknown = form.post("/c/" + bot + "?lang=en", "do=code&email=kim@example.com");
        assertThat(unknown.body()).contains("a code is on its way").doesNotContain("Lisbon");
        form.post("/c/" + bot + "?lang=en", "do=code&email=zoe@example.com");
        mailbox.await(1);
        var enter = "do=resume&email=zoe@example.com&code=";
        var wrong = form.post("/c/" + bot + "?lang=en", enter + wrong(code(0)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("This code is wrong or too old.").doesNotContain("Lisbon");
        var opened = form.post("/c/" + bot + "?lang=en", enter + code(0));
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body()).contains("Do you ship to Lisbon?", "name=\"token\"");
    }
}
