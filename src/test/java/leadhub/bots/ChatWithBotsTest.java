package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.conversations.ConversationNotes;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Conversations;
import leadhub.conversations.NewReply;
import leadhub.conversations.Owner;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ProofOfWork;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A visitor chats with a bot, leaves an address, and talks to a person. */
class ChatWithBotsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Conversations conversations = server.bean(Conversations.class);
    private final ConversationReplies replies = server.bean(ConversationReplies.class);
    private final Visitor stranger = Visitor.at(server.origin());

    private String bot(String members) {
        var made = api.post("/api/v1/bots", "{\"name\": \"Website\"" + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    /** A conversation that has begun. */
    private record Begun(String id, Visitor visitor) {
        ApiAnswer say(String clientId, String content) {
            return visitor.say(id, clientId, content);
        }

        ApiAnswer messages() {
            return visitor.get("/c/conversations/" + id + "/messages");
        }

        String said() {
            return StreamSupport.stream(messages().at("messages").spliterator(), false)
                    .map(message -> message.get("role").stringValue() + ": "
                            + message.get("content").stringValue())
                    .collect(Collectors.joining("\n"));
        }

        ApiAnswer post(String step, String body) {
            return visitor.post("/c/conversations/" + id + "/" + step, body);
        }
    }

    private Begun begin(String bot) {
        return begin(bot, "{}");
    }

    private Begun begin(String bot, String body) {
        var begun = stranger.post("/c/" + bot + "/conversations", body);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.text("conversation.status")).isEqualTo("active");
        return new Begun(begun.text("conversation.id"), stranger.knownBy(begun.text("token")));
    }

    private ApiAnswer conversation(Begun begun) {
        return api.get("/api/v1/conversations/" + begun.id());
    }

    @Test
    void the_bot_greets_answers_and_asks_how_to_reach_them() {
        var bot = bot(", \"greeting\": \"Hi!\", \"answer\": \"We ship in two days.\", \"consent_text\": \"I agree.\"");
        var begun = begin(bot);
        var said = begun.say("a", "When do you ship?");
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        assertThat(said.number("message.number")).isEqualTo(2);
        assertThat(said.text("message.role")).isEqualTo("user");
        assertThat(begun.said())
                .startsWith("assistant: Hi!\nuser: When do you ship?\nassistant: We ship in two days.")
                .contains("email address")
                .contains("I agree.");
        assertThat(said.text("message.id")).startsWith("msg_");
    }

    @Test
    void a_change_of_the_bot_holds_in_every_process_at_once() {
        var bot = bot(", \"greeting\": \"Hi!\"");
        var elsewhere = stranger.elsewhere(server.otherProcess());
        var path = "/c/" + bot + "/conversations";
        // Whoever has answered once remembers the bot.
        assertThat(greeting(elsewhere.post(path, "{}"), elsewhere)).isEqualTo("Hi!");
        assertThat(greeting(stranger.post(path, "{}"), stranger)).isEqualTo("Hi!");
        assertThat(api.patch("/api/v1/bots/" + bot, "{\"greeting\": \"Welcome!\"}")
                        .status())
                .isEqualTo(200);
        assertThat(greeting(elsewhere.post(path, "{}"), elsewhere)).isEqualTo("Welcome!");
        api.at(server.otherProcess()).patch("/api/v1/bots/" + bot, "{\"is_active\": false}");
        assertThat(stranger.post(path, "{}").status()).isEqualTo(404);
    }

    private static String greeting(ApiAnswer begun, Visitor visitor) {
        return visitor.knownBy(begun.text("token"))
                .get("/c/conversations/" + begun.text("conversation.id") + "/messages")
                .text("messages.0.content");
    }

    @Test
    void the_same_message_sent_twice_is_there_once() {
        var begun = begin(bot(""));
        var first = begun.say("a", "Hello");
        var second = begun.say("a", "Hello");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("message")).isEqualTo(first.at("message"));
        var many = Together.times(8, i -> begun.say("b", "At once"));
        assertThat(Together.count(many, 201)).isEqualTo(1);
        assertThat(Together.count(many, 200)).isEqualTo(7);
    }

    @Test
    void an_address_makes_one_lead_which_is_filled_up() {
        var bot = bot(", \"asks_phone\": true, \"consent_text\": \"I agree to be called.\"");
        var begun = begin(bot, """
                {"page": "https://www.example.com/prices", "referrer": "https://search.example/", "utm_source": "news"}
                """);
        begun.say("a", "Hello");
        begun.say("b", "Write to Sarah.Miller@example.com, please.");
        Await.until(() -> !conversation(begun).at("data.lead_id").isNull());
        var leadId = conversation(begun).number("data.lead_id");
        begun.say("c", "Or call +1 415 555 2671!");
        Await.until(() -> !api.get("/api/v1/leads/" + leadId).at("data.phone").isNull());
        begun.say("d", "My other one is other@example.com");
        Await.until(() -> api.get("/api/v1/intake?source=chat&status=processed").number("meta.total") == 3);
        var lead = api.get("/api/v1/leads/" + leadId);
        assertThat(lead.text("data.email")).isEqualTo("Sarah.Miller@example.com");
        assertThat(lead.text("data.phone")).isEqualTo("+1 415 555 2671");
        assertThat(lead.text("data.source")).isEqualTo("widget");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        var seen = workspace.lymbe().get("/api/v1/leads?botId=" + bot);
        assertThat(seen.text("leads.0.botId")).isEqualTo(bot);
        assertThat(seen.text("leads.0.conversationId")).isEqualTo(begun.id());
        assertThat(conversation(begun).text("data.consent.text")).isEqualTo("I agree to be called.");
        assertThat(conversation(begun).text("data.attribution.first.utm_source"))
                .isEqualTo("news");
        assertThat(conversation(begun).text("data.visitor.page")).isEqualTo("https://www.example.com/prices");
        assertThat(api.get("/api/v1/leads/" + leadId + "/timeline").body()).contains(begun.id());
    }

    @Test
    void a_strangers_address_shows_nothing_of_a_lead_that_is_known() {
        var known = api.post("/api/v1/leads", """
                {"first_name": "Ophelia", "email": "ophelia@example.com", "company": "Elsinore", "notes": "secret"}
                """).number("data.id");
        var begun = begin(bot(""));
        begun.say("a", "I am ophelia@example.com");
        Await.until(() -> !conversation(begun).at("data.lead_id").isNull());
        assertThat(conversation(begun).number("data.lead_id")).isEqualTo(known);
        assertThat(api.get("/api/v1/leads/" + known).text("data.company")).isEqualTo("Elsinore");
        assertThat(begun.messages().body()).doesNotContain("Ophelia", "Elsinore", "secret", "lead");
    }

    @Test
    void another_ones_token_opens_nothing() {
        var bot = bot("");
        var one = begin(bot);
        var other = begin(bot);
        var elsewhere = server.newWorkspace()
                .leadHub()
                .post("/api/v1/bots", "{\"name\": \"Other\"}")
                .text("data.id");
        var foreign = begin(elsewhere);
        for (var visitor : List.of(other.visitor(), foreign.visitor(), stranger, stranger.knownBy("x"))) {
            assertThat(visitor.get("/c/conversations/" + one.id() + "/messages").status())
                    .isEqualTo(404);
            assertThat(visitor.get("/c/conversations/" + one.id() + "/stream").status())
                    .isEqualTo(404);
            assertThat(visitor.say(one.id(), "a", "Hello").status()).isEqualTo(404);
            for (var step : List.of("typing", "read", "end", "handover")) {
                assertThat(visitor.post("/c/conversations/" + one.id() + "/" + step, "{\"number\": 1}")
                                .status())
                        .as(step)
                        .isEqualTo(404);
            }
        }
        assertThat(one.messages().status()).isEqualTo(200);
    }

    @Test
    void pages_of_other_hosts_are_refused() {
        var bot = bot(", \"allowed_hosts\": [\"shop.example\"]");
        var shop = stranger.with("Origin", "https://shop.example");
        var other = stranger.with("Origin", "https://evil.example");
        var config = shop.get("/c/" + bot + "/config");
        assertThat(config.status()).isEqualTo(200);
        assertThat(config.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(config.text("name")).isEqualTo("Website");
        assertThat(other.get("/c/" + bot + "/config").status()).isEqualTo(403);
        assertThat(other.post("/c/" + bot + "/conversations", "{}").status()).isEqualTo(403);
        var begun = shop.post("/c/" + bot + "/conversations", "{}");
        assertThat(begun.status()).isEqualTo(201);
        var id = begun.text("conversation.id");
        assertThat(other.knownBy(begun.text("token")).say(id, "a", "Hello").status())
                .isEqualTo(404);
        assertThat(shop.knownBy(begun.text("token")).say(id, "a", "Hello").status())
                .isEqualTo(201);
    }

    @Test
    void an_inactive_or_deleted_bot_talks_to_nobody() {
        var bot = bot("");
        api.patch("/api/v1/bots/" + bot, "{\"is_active\": false}");
        assertThat(stranger.get("/c/" + bot + "/config").status()).isEqualTo(404);
        api.patch("/api/v1/bots/" + bot, "{\"is_active\": true}");
        assertThat(stranger.get("/c/" + bot + "/config").status()).isEqualTo(200);
        assertThat(api.delete("/api/v1/bots/" + bot).status()).isEqualTo(204);
        assertThat(stranger.post("/c/" + bot + "/conversations", "{}").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/bots/" + bot).status()).isEqualTo(404);
    }

    @Test
    void of_two_who_claim_at_once_one_gets_it_and_the_other_is_told_by_whom() {
        var begun = begin(bot(""));
        assertThat(begun.post("handover", "{}").text("conversation.status")).isEqualTo("handover");
        var version = conversation(begun).number("data.owner.version");
        var ann = workspace.user(Role.AGENT);
        var bob = workspace.user(Role.AGENT);
        var outcomes = Together.times(2, i -> {
            try {
                return server.bean(ConversationOwners.class)
                        .claim(workspace.caller(i == 0 ? ann : bob), begun.id(), version)
                        .owner()
                        .toString();
            } catch (ProblemException e) {
                return e.problem().toString();
            }
        });
        var owner = conversations.get(workspace.caller(), begun.id()).owner();
        var winner = owner.isUser(ann.id()) ? ann : bob;
        assertThat(owner.kind()).isEqualTo(Owner.Kind.AGENT);
        assertThat(outcomes).anyMatch(text -> text.contains("conversation.taken") && text.contains(winner.name()));
        assertThat(outcomes).anyMatch(text -> text.startsWith("Owner["));
        assertThat(begun.said()).contains(winner.name());
    }

    @Test
    void programs_claim_for_users_and_one_of_two_gets_it() {
        var begun = begin(bot(""));
        begun.post("handover", "{}");
        var users = List.of(
                workspace.user(Role.AGENT).id(), workspace.user(Role.AGENT).id());
        var claim = "/api/v1/conversations/" + begun.id() + "/claim";
        var answers = Together.times(6, i -> api.post(claim, "{\"user_id\": %d}".formatted(users.get(i % 2))));
        // Who has it already may claim it again.
        assertThat(Together.count(answers, 200)).isEqualTo(3);
        assertThat(Together.count(answers, 409)).isEqualTo(3);
        var winner = conversation(begun).number("data.owner.user_id");
        assertThat(users).contains(winner);
        assertThat(api.get("/api/v1/conversations?owner=agent&user_id=" + winner)
                        .number("meta.total"))
                .isEqualTo(1);
        var loser = users.getFirst() == winner ? users.getLast() : users.getFirst();
        var version = conversation(begun).number("data.owner.version");
        var taken = api.post(claim, "{\"user_id\": %d, \"owner_version\": %d}".formatted(loser, version));
        assertThat(taken.number("data.owner.user_id")).isEqualTo(loser);
        var release = "/api/v1/conversations/" + begun.id() + "/release";
        assertThat(api.post(release, "{\"owner_version\": %d}".formatted(version))
                        .status())
                .isEqualTo(409);
        assertThat(api.post(release, "{}").text("data.owner.kind")).isEqualTo("queue");
        var reader = workspace.user(Role.READ_ONLY).id();
        assertThat(api.post(claim, "{\"user_id\": %d}".formatted(reader)).text("errors.user_id.0"))
                .isEqualTo("The selected user id is invalid.");
        assertThat(api.post(claim, "{}").status()).isEqualTo(422);
    }

    @Test
    void a_persons_reply_takes_the_conversation_and_the_bot_is_silent() {
        var begun = begin(bot(""));
        begun.say("a", "Hello");
        var agent = workspace.caller(workspace.user(Role.AGENT));
        var said = replies.reply(agent, begun.id(), new NewReply("I am here.", "r1", null));
        assertThat(said.conversation().owner().isUser(agent.actor().id())).isTrue();
        assertThat(replies.reply(agent, begun.id(), new NewReply("I am here.", "r1", null))
                        .isNew())
                .isFalse();
        begun.say("b", "Thank you");
        assertThat(begun.said()).endsWith("agent: I am here.\nuser: Thank you");
        var other = workspace.caller(workspace.user(Role.AGENT));
        assertThatThrownBy(() -> replies.reply(other, begun.id(), new NewReply("Me too.", null, null)))
                .isInstanceOf(ProblemException.class);
        var seen = conversations.get(other, begun.id()).owner().version();
        assertThat(replies.reply(other, begun.id(), new NewReply("Taking over.", null, seen))
                        .conversation()
                        .owner()
                        .isUser(other.actor().id()))
                .isTrue();
        assertThat(workspace
                        .lymbe()
                        .get("/api/v1/conversations/" + begun.id() + "/messages")
                        .body())
                .contains("Taking over.")
                .doesNotContain("\"agent\"");
    }

    @Test
    void what_the_team_notes_no_visitor_gets() {
        var begun = begin(bot(""));
        server.bean(ConversationNotes.class)
                .add(workspace.caller(workspace.user(Role.AGENT)), begun.id(), "Difficult person");
        begun.say("a", "Hello");
        assertThat(begun.messages().body()).doesNotContain("Difficult");
        assertThat(api.get("/api/v1/conversations/" + begun.id() + "/messages").body())
                .doesNotContain("Difficult");
        var kept = conversations.get(workspace.caller(), begun.id());
        assertThat(server.bean(ConversationNotes.class).list(workspace.caller(), kept))
                .singleElement()
                .satisfies(note -> assertThat(note.content()).isEqualTo("Difficult person"));
    }

    @Test
    void who_writes_after_the_end_goes_on_for_a_day() {
        var begun = begin(bot(""));
        begun.say("a", "Hello");
        assertThat(begun.post("end", "{}").text("conversation.status")).isEqualTo("completed");
        assertThat(begun.say("b", "One more thing").text("conversation.status")).isEqualTo("active");
        begun.post("end", "{}");
        server.clock().pass(Duration.ofHours(25));
        var late = begun.say("c", "Hello?");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("message")).isEqualTo("This conversation is over.");
    }

    private ApiAnswer begin(String bot, ApiAnswer challenged) {
        var proof = ProofOfWork.of((ObjectNode) challenged.at("challenge"));
        return stranger.post("/c/" + bot + "/conversations", "{\"proof\": \"" + proof + "\"}");
    }

    @Test
    void a_flooded_bot_asks_browsers_for_work_before_somebody_is_rung() {
        var bot = bot("");
        IntStream.range(0, 100).forEach(i -> begin(bot));
        var path = "/c/" + bot + "/conversations";
        var asked = stranger.post(path, "{}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(428);
        assertThat(stranger.post(path, "{\"proof\": \"bm90aGluZw==\"}").status())
                .isEqualTo(428);
        assertThat(begin(bot, asked).status()).isEqualTo(201);
        // Each proof is good once, for one bot, and for a while.
        assertThat(begin(bot, asked).status()).isEqualTo(428);
        var other = bot("");
        assertThat(begin(other).say("a", "Hello").status()).isEqualTo(201);
        IntStream.range(0, 99).forEach(i -> begin(other));
        assertThat(begin(bot, stranger.post("/c/" + other + "/conversations", "{}"))
                        .status())
                .isEqualTo(428);
        var old = stranger.post(path, "{}");
        server.clock().pass(Duration.ofMinutes(11));
        assertThat(begin(bot).say("a", "Hello").status()).isEqualTo(201);
        IntStream.range(0, 99).forEach(i -> begin(bot));
        server.clock().pass(Duration.ofMinutes(9).plusSeconds(30));
        assertThat(begin(bot, old).status()).isEqualTo(428);
        assertThat(begin(bot, stranger.post(path, "{}")).status()).isEqualTo(201);
    }

    @Test
    void during_a_flood_a_few_are_let_in_without_a_script() {
        var bot = bot("");
        IntStream.range(0, 100).forEach(i -> begin(bot));
        var reader = stranger.with("Content-Type", "application/x-www-form-urlencoded");
        for (var i = 0; i < 20; i++) {
            assertThat(reader.post("/c/" + bot, "do=send&content=Hello").status())
                    .isEqualTo(200);
        }
        var refused = reader.post("/c/" + bot, "do=send&content=I+need+bread");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.body()).contains("Many people are writing right now.", "I need bread");
    }

    @Test
    void a_flood_is_refused_and_others_get_through() {
        var bot = bot("");
        var begun = begin(bot);
        var other = begin(bot);
        var statuses = IntStream.range(0, 40)
                .mapToObj(i -> begun.say("m" + i, "Hello"))
                .toList();
        assertThat(statuses.stream().filter(answer -> answer.status() == 201)).hasSize(20);
        assertThat(statuses.getLast().status()).isEqualTo(429);
        assertThat(statuses.getLast().header("Retry-After")).isNotEmpty();
        assertThat(other.say("a", "Hello").status()).isEqualTo(201);
        server.clock().pass(Duration.ofSeconds(11));
        assertThat(begun.say("m39", "Hello").status()).isEqualTo(201);
    }

    @Test
    void what_is_too_long_or_nothing_is_refused_by_its_field() {
        var begun = begin(bot(""));
        assertThat(begun.say("a", "x".repeat(5_000)).status()).isEqualTo(201);
        assertThat(begun.say("b", "x".repeat(5_001)).status()).isEqualTo(422);
        assertThat(begun.say("c", "  ").at("errors.content").isMissingNode()).isFalse();
        assertThat(begun.visitor()
                        .post("/c/conversations/" + begun.id() + "/messages", "{\"content\": \"Hello\"}")
                        .at("errors.client_id")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void a_page_hears_what_an_agent_says_in_another_process_and_goes_on_by_number() throws Exception {
        var begun = begin(bot(""));
        var elsewhere = begun.visitor().elsewhere(server.otherProcess());
        var events = new CopyOnWriteArrayList<String>();
        listen(elsewhere, begun.id(), "0", events, () -> events.size() == 2);
        assertThat(events.getFirst()).contains("event: message").contains("id: 1");
        assertThat(events.getLast()).contains("event: status").contains("\"owner\":\"bot\"");
        var heard = new CopyOnWriteArrayList<String>();
        var listening = Thread.ofVirtual()
                .start(() -> listen(
                        elsewhere, begun.id(), "1", heard, () -> heard.getLast().contains("I am here.")));
        Await.until(() -> !heard.isEmpty());
        var agent = workspace.caller(workspace.user(Role.AGENT));
        replies.reply(agent, begun.id(), new NewReply("I am here.", null, null));
        listening.join(Duration.ofMinutes(2));
        assertThat(String.join("\n", heard)).contains("I am here.").doesNotContain("\"number\":1,");
    }

    /** The events of a stream, until there are enough of them. */
    private static void listen(
            Visitor visitor, String id, String after, List<String> events, BooleanSupplier isEnough) {
        var request = visitor.with("Last-Event-ID", after).request("/c/conversations/" + id + "/stream");
        try (var lines = new BufferedReader(new InputStreamReader(
                HTTP.send(request.GET().build(), BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            var event = new StringBuilder();
            while (events.isEmpty() || !isEnough.getAsBoolean()) {
                var line = lines.readLine();
                if (line == null) {
                    break;
                }
                if (line.isEmpty()) {
                    if (event.indexOf("event: ") >= 0) {
                        events.add(event.toString());
                    }
                    event.setLength(0);
                } else {
                    event.append(line).append('\n');
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void programs_read_bots_and_conversations_in_lymbes_words() {
        var bot = bot(", \"language\": \"de\", \"avatar_url\": \"https://www.example.com/a.png\"");
        var begun = begin(bot);
        begun.say("a", "Hallo");
        var lymbe = workspace.lymbe();
        var one = lymbe.get("/api/v1/bots/" + bot);
        assertThat(one.text("bot.language")).isEqualTo("de");
        assertThat(one.number("bot.conversationCount")).isEqualTo(1);
        assertThat(one.at("bot")).isEqualTo(lymbe.get("/api/v1/bots").at("bots.0"));
        var list = lymbe.get("/api/v1/conversations?botId=" + bot + "&status=active&sort=asc");
        assertThat(list.text("conversations.0.id")).isEqualTo(begun.id());
        assertThat(list.at("conversations.0.leadCaptured").booleanValue()).isFalse();
        assertThat(lymbe.get("/api/v1/conversations?status=handover").number("pagination.total"))
                .isZero();
        assertThat(lymbe.get("/api/v1/conversations?status=open").status()).isEqualTo(400);
        var messages = lymbe.get("/api/v1/conversations/" + begun.id() + "/messages?limit=1&offset=1");
        assertThat(messages.text("messages.0.content")).isEqualTo("Hallo");
        assertThat(messages.at("pagination.hasMore").booleanValue()).isTrue();
        assertThat(lymbe.get("/api/v1/conversations/conv_unknown/messages").status())
                .isEqualTo(404);
    }
}
