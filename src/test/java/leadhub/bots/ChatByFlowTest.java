package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import leadhub.base.Role;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.NewReply;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.Test;

/** A visitor is led by a bot's flow. */
class ChatByFlowTest {
    private static final String FLOW = """
            [
              {"id": "hi", "type": "message", "config": {"text": "We are glad you are here.", "translations": {"de": "Schön, dass Sie da sind."}}},
              {"id": "what", "type": "choice", "config": {"text": "What is it about?", "translations": {"de": "Worum geht es?"}, "field": "job_title",
                "paths": [
                  {"name": "A demo", "translations": {"de": "Eine Vorführung"}, "steps": [
                    {"id": "size", "type": "number", "config": {"text": "How many people are you?", "field": "deal_value"}},
                    {"id": "big", "type": "branch", "config": {"paths": [
                      {"name": "many", "match": "all", "conditions": [{"field": "answers.size", "operator": "greater", "value": "100"}],
                       "steps": [{"id": "tag", "type": "add_tag", "config": {"tag": "Large"}}]}],
                      "otherwise": {"steps": [{"id": "small", "type": "set_field", "config": {"field": "notes", "value": "small"}}]}}}
                  ]},
                  {"name": "Something else", "steps": []}],
                "otherwise": {"steps": [{"id": "lost", "type": "hand_over", "config": {"text": "Let me get somebody."}}]}}},
              {"id": "mail", "type": "email", "config": {"text": "Where can we write to?", "on_no_answer": "hand_over"}},
              {"id": "when", "type": "date", "config": {"text": "When would suit you?"}},
              {"id": "ok", "type": "consent", "config": {"text": "May we write to you?"}},
              {"id": "bye", "type": "end", "config": {"text": "Thank you!"}}
            ]""";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Visitor stranger = Visitor.at(server.origin());

    private String bot(String members) {
        var made = api.post("/api/v1/bots", "{\"name\": \"Website\"" + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private String botWith(String steps) {
        var bot = bot(", \"greeting\": \"Hi!\", \"translations\": {\"de\": {\"greeting\": \"Hallo!\"}}");
        publish(bot, steps);
        return bot;
    }

    private void publish(String bot, String steps) {
        var saved = api.patch("/api/v1/bots/" + bot + "/flow", "{\"steps\": " + steps + "}");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(saved.at("data.problems").isEmpty()).as(saved.body()).isTrue();
        var published = api.post("/api/v1/bots/" + bot + "/flow/publish", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        assertThat(published.at("data.draft").isNull()).isTrue();
    }

    /** A conversation that has begun. */
    private final class Talk {
        private final String id;
        private final Visitor visitor;
        private int number;

        Talk(String bot, String language) {
            var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"" + language + "\"}");
            assertThat(begun.status()).as(begun.body()).isEqualTo(201);
            id = begun.text("conversation.id");
            visitor = stranger.knownBy(begun.text("token"));
        }

        Talk say(String text) {
            var said = visitor.say(id, "m" + ++number, text);
            assertThat(said.status()).as(said.body()).isEqualTo(201);
            return this;
        }

        ApiAnswer messages() {
            return visitor.get("/c/conversations/" + id + "/messages");
        }

        String last() {
            return lines().lines().reduce((one, other) -> other).orElse("");
        }

        String lines() {
            return StreamSupport.stream(messages().at("messages").spliterator(), false)
                    .map(message -> message.get("role").stringValue() + ": "
                            + message.get("content").stringValue())
                    .collect(Collectors.joining("\n"));
        }

        ApiAnswer conversation() {
            return api.get("/api/v1/conversations/" + id);
        }
    }

    private Talk begin(String bot) {
        return new Talk(bot, "en");
    }

    @Test
    void a_visitor_goes_through_the_flow_and_becomes_a_lead() {
        var bot = botWith(FLOW);
        var config = stranger.get("/c/" + bot + "/config");
        assertThat(config.text("opening.1.content")).isEqualTo("What is it about?");
        assertThat(config.text("opening.1.asks.options.0")).isEqualTo("A demo");
        var talk = begin(bot);
        assertThat(talk.lines())
                .isEqualTo("assistant: Hi!\nassistant: We are glad you are here.\nassistant: What is it about?");
        assertThat(talk.messages().text("messages.2.asks.kind")).isEqualTo("choice");
        assertThat(talk.messages().text("messages.2.asks.options.1")).isEqualTo("Something else");
        assertThat(talk.say("a demo, please").last()).isEqualTo("assistant: How many people are you?");
        assertThat(talk.say("we are 250 now").last()).isEqualTo("assistant: Where can we write to?");
        talk.say("it's Sarah.Miller@example.com");
        assertThat(talk.last()).isEqualTo("assistant: When would suit you?");
        assertThat(talk.say("12/24/2026").last()).isEqualTo("assistant: May we write to you?");
        assertThat(talk.say("Yes").last()).isEqualTo("assistant: Thank you!");
        assertThat(talk.conversation().text("data.status")).isEqualTo("completed");
        Await.until(() -> api.get("/api/v1/intake?source=chat&status=processed").number("meta.total") == 2);
        var lead = api.get("/api/v1/leads/" + talk.conversation().number("data.lead_id"));
        assertThat(lead.text("data.email")).isEqualTo("Sarah.Miller@example.com");
        assertThat(lead.text("data.job_title")).isEqualTo("A demo");
        assertThat(lead.at("data.deal_value").asDouble()).isEqualTo(250);
        assertThat(lead.at("data.tags").toString()).contains("Large");
        assertThat(lead.at("data.notes").isNull()).isTrue();
        assertThat(talk.conversation().text("data.consent.text")).isEqualTo("May we write to you?");
    }

    @Test
    void it_is_counted_where_visitors_leave() {
        var bot = botWith(FLOW);
        begin(bot);
        begin(bot).say("a demo");
        var ended = begin(bot).say("a demo").say("250");
        ended.visitor.post("/c/conversations/" + ended.id + "/end", "{}");
        var person = begin(bot).say("a demo").say("what?").say("10");
        person.visitor.post("/c/conversations/" + person.id + "/handover", "{}");
        // A crawler, and somebody of the team who looks how it goes.
        stranger.with("User-Agent", "Mozilla/5.0 (compatible; Examplebot/2.1)")
                .post("/c/" + bot + "/conversations", "{}");
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .postRaw(
                                "/c/" + bot + "?try=1",
                                "application/x-www-form-urlencoded",
                                "do=send&client_id=1&content=a+demo")
                        .body())
                .contains("How many people are you?", "try=1");
        assertThat(stats(bot)).isEqualTo("4 3: what 4-0, size 3-0, mail 2-1, when 0-0, ok 0-0");
        server.clock().pass(Duration.ofMinutes(31));
        assertThat(stats(bot)).isEqualTo("4 3: what 4-1, size 3-1, mail 2-1, when 0-0, ok 0-0");
        assertThat(workspace.panel(Role.MANAGER).get("/settings/bots/" + bot).body())
                .contains("Where visitors leave", "How many people are you?");
        publish(
                bot,
                "[{\"id\": \"mail\", \"type\": \"email\", \"config\": {\"text\": \"Where?\"}}, {\"type\": \"end\"}]");
        assertThat(stats(bot)).isEqualTo("4 3: mail 2-1, size 3-1, what 4-1");
        assertThat(api.get("/api/v1/bots/" + bot + "/stats")
                        .at("data.steps.1.type")
                        .isNull())
                .isTrue();
        server.clock().pass(Duration.ofDays(30));
        assertThat(stats(bot)).isEqualTo("0 0: mail 0-0");
    }

    private String stats(String bot) {
        var stats = api.get("/api/v1/bots/" + bot + "/stats");
        assertThat(stats.status()).as(stats.body()).isEqualTo(200);
        return stats.number("data.started") + " " + stats.number("data.engaged") + ": "
                + StreamSupport.stream(stats.at("data.steps").spliterator(), false)
                        .map(step ->
                                step.get("step_id").stringValue() + " " + step.get("reached") + "-" + step.get("left"))
                        .collect(Collectors.joining(", "));
    }

    @Test
    void it_speaks_the_visitors_language() {
        var talk = new Talk(botWith(FLOW), "de");
        assertThat(talk.lines()).contains("Hallo!\nassistant: Schön, dass Sie da sind.\nassistant: Worum geht es?");
        assertThat(talk.say("eine vorfuhrung").last()).isEqualTo("assistant: How many people are you?");
        assertThat(talk.say("12,5").last()).isEqualTo("assistant: Where can we write to?");
    }

    @Test
    void a_wrong_answer_is_asked_for_twice_more_and_then_goes_on() {
        var talk = begin(botWith(FLOW)).say("1");
        assertThat(talk.say("many").last()).isEqualTo("assistant: Please write a number.");
        assertThat(talk.say("very many").last()).isEqualTo("assistant: Please write a number.");
        assertThat(talk.say("so many").last()).isEqualTo("assistant: Where can we write to?");
        talk.say("no").say("no");
        assertThat(talk.conversation().text("data.owner.kind")).isEqualTo("bot");
        talk.say("no");
        assertThat(talk.conversation().text("data.owner.kind")).isEqualTo("queue");
        assertThat(talk.conversation().text("data.status")).isEqualTo("handover");
    }

    @Test
    void a_visitor_goes_back_and_starts_over() {
        var talk = begin(botWith(FLOW)).say("A demo").say("12");
        assertThat(talk.say("Back").last()).isEqualTo("assistant: How many people are you?");
        assertThat(talk.say("go back!").last()).isEqualTo("assistant: What is it about?");
        assertThat(talk.say("Zurück").last()).isEqualTo("assistant: What is it about?");
        assertThat(talk.say("Something else").last()).isEqualTo("assistant: Where can we write to?");
        assertThat(talk.say("start over").last()).isEqualTo("assistant: What is it about?");
    }

    @Test
    void a_person_is_asked_for_in_words_at_any_step_in_any_language() {
        var bot = botWith(FLOW);
        for (var words : new String[] {
            "Can I talk to a person, please?",
            "Ich möchte mit einem Menschen sprechen",
            "担当者と話したいです",
            "转人工",
            "التحدث إلى شخص"
        }) {
            var talk = begin(bot).say("A demo").say(words);
            assertThat(talk.conversation().text("data.owner.kind")).as(words).isEqualTo("queue");
            assertThat(talk.last()).as(words).startsWith("system: ");
        }
        var talk = begin(bot).say("My agency is called Person & Co");
        assertThat(talk.conversation().text("data.owner.kind")).isEqualTo("bot");
    }

    @Test
    void the_bot_is_silent_once_a_person_answers() {
        var talk = begin(botWith(FLOW)).say("A demo");
        server.bean(ConversationReplies.class)
                .reply(workspace.caller(), talk.id, new NewReply("I'm here.", null, null));
        var before = talk.messages().at("messages").size();
        talk.say("12");
        assertThat(talk.messages().at("messages").size()).isEqualTo(before + 1);
    }

    @Test
    void who_has_begun_finishes_on_the_version_of_then() {
        var bot = botWith(FLOW);
        var talk = begin(bot).say("A demo");
        publish(
                bot,
                "[{\"id\": \"only\", \"type\": \"text\", \"config\": {\"text\": \"Only this?\"}},"
                        + "{\"id\": \"e\", \"type\": \"end\", \"config\": {}}]");
        assertThat(talk.say("12").last()).isEqualTo("assistant: Where can we write to?");
        assertThat(begin(bot).last()).isEqualTo("assistant: Only this?");
    }

    @Test
    void an_address_that_was_given_before_is_not_asked_for_again() {
        var talk = begin(botWith(FLOW)).say("Hello, I am sarah@example.com").say("Something else");
        assertThat(talk.last()).isEqualTo("assistant: When would suit you?");
    }
}
