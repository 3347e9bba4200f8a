package leadhub.bots.chat;

import java.util.List;
import java.util.Objects;
import leadhub.api.LeadHubDialect;
import leadhub.base.Refusal;
import leadhub.bots.flows.FlowTurn;
import leadhub.conversations.Asked;
import leadhub.conversations.ConversationNews;
import leadhub.conversations.Message;
import leadhub.conversations.NewMessage;
import leadhub.site.AllowedHosts;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What pages call in which a visitor chats: JSON, by the token of the conversation, without cookies. */
@Component
class ChatSite implements SiteRoutes.Provider {
    private static final String TALK = "/c/conversations/{id}";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int PORTION = 100;
    /** Whoever has the token may call from anywhere that its bot may be shown at, which is looked at behind it. */
    private static final SiteTerms BY_TOKEN = SiteTerms.embeddedBy(AllowedHosts.ANY);

    private final ChatBots bots;
    private final Chats chats;
    private final BotAnswers answers;
    private final ChatStartReader starts;
    private final LeadHubDialect dialect;
    private final ConversationNews news;

    /** What is told to a page. */
    @Component
    record Telling(LeadHubDialect dialect, ConversationNews news) {}

    ChatSite(ChatBots bots, Chats chats, BotAnswers answers, ChatStartReader starts, Telling telling) {
        this.starts = starts;
        this.bots = bots;
        this.chats = chats;
        this.answers = answers;
        this.dialect = telling.dialect();
        this.news = telling.news();
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/c/{bot}/config", bots::terms, this::config)
                .post("/c/{bot}/conversations", bots::terms, MOST_BYTES, this::start)
                .get(TALK + "/messages", call -> BY_TOKEN, this::messages)
                .post(TALK + "/messages", call -> BY_TOKEN, MOST_BYTES, this::say)
                .get(TALK + "/stream", call -> BY_TOKEN, this::listen)
                .post(TALK + "/typing", call -> BY_TOKEN, MOST_BYTES, this::type)
                .post(TALK + "/read", call -> BY_TOKEN, MOST_BYTES, this::read)
                .post(TALK + "/end", call -> BY_TOKEN, MOST_BYTES, this::end)
                .post(TALK + "/identify", call -> BY_TOKEN, MOST_BYTES, this::identify)
                .post(TALK + "/handover", call -> BY_TOKEN, MOST_BYTES, this::handOver);
    }

    /** What a page needs to show a bot. */
    record Config(
            String id,
            String name,
            String language,
            List<String> languages,
            String greeting,
            List<Opening> opening,
            String primaryColor,
            @Nullable String avatarUrl,
            boolean isOpen,
            boolean asksEmail,
            boolean asksPhone,
            boolean isResumable,
            @Nullable String consentText) {}

    /** What the bot's flow begins with. */
    record Opening(String content, @Nullable Asked asks) {
        static Opening of(FlowTurn.Line line) {
            return new Opening(line.text(), line.asks());
        }
    }

    private SiteAnswer config(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var terms = found.bot().terms();
        var language = terms.spoken(ChatStartReader.language(call, null));
        var config = new Config(
                found.bot().id(),
                found.bot().name(),
                language,
                terms.languages(),
                answers.greeting(terms, language),
                chats.opening(found, language).stream().map(Opening::of).toList(),
                terms.primaryColor(),
                terms.avatarUrl(),
                answers.isOpen(found.sender()),
                terms.asksEmail(),
                terms.asksPhone(),
                chats.isResumable(found),
                BotAnswers.consent(terms, language));
        return SiteAnswer.json(200, config).with("Vary", "Accept-Language");
    }

    private record Begun(ChatViews.One conversation, String token) {}

    private record ProofWanted(String message, ObjectNode challenge) {}

    private SiteAnswer start(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        try {
            var started = chats.start(found, starts.start(call, found));
            return SiteAnswer.json(201, new Begun(ChatViews.One.of(started.conversation()), started.token()));
        } catch (ChatProofs.Wanted e) {
            return SiteAnswer.json(428, new ProofWanted("Do the work, and send its proof.", e.challenge()));
        }
    }

    /** The visitor has signed in to their website meanwhile. */
    private SiteAnswer identify(SiteCall call) {
        var talk = talk(call);
        var input = new Input(call.json());
        input.require("identity");
        var identity = starts.identity(talk.sender().workspaceId(), talk.bot(), input);
        if (identity == null) {
            throw Chats.gone();
        }
        var tied = chats.identify(talk, identity, token(call));
        return SiteAnswer.json(200, new Begun(ChatViews.One.of(tied.conversation()), tied.token()));
    }

    /** Refuses whoever hasn't the token, and pages where the bot may not be shown. */
    private Chats.Talk talk(SiteCall call) {
        var talk = chats.open(call.call(), call.text(0), token(call)).orElseThrow(Chats::gone);
        var origin = call.header("Origin").orElse(call.call().origin());
        if (!origin.equals(call.call().origin()) && !ChatBots.hosts(talk.bot()).allow(origin)) {
            throw Chats.gone();
        }
        return talk;
    }

    private static String token(SiteCall call) {
        return call.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .orElseThrow(Chats::gone);
    }

    private record Messages(List<ChatViews.Spoken> messages, ChatViews.Standing conversation, boolean hasMore) {}

    private SiteAnswer messages(SiteCall call) {
        var talk = talk(call);
        var query = new QueryInput(call.query());
        var after = number(query, "after");
        query.errors().check();
        var found = chats.messages(talk, after, PORTION + 1);
        return SiteAnswer.json(
                200,
                new Messages(
                        found.stream().limit(PORTION).map(ChatViews.Spoken::of).toList(),
                        ChatViews.Standing.of(talk.conversation()),
                        found.size() > PORTION));
    }

    private record Taken(ChatViews.Spoken message, ChatViews.One conversation) {}

    private SiteAnswer say(SiteCall call) {
        var talk = talk(call);
        var input = new Input(call.json());
        input.require("client_id");
        input.require("content");
        var clientId = input.solidText("client_id", Message.MOST_CLIENT_ID).over("");
        var content = input.solidText("content", Message.MOST_CHARACTERS).over("");
        input.errors().check();
        var said = chats.say(talk, NewMessage.ofVisitor(content, clientId));
        return SiteAnswer.json(
                said.isNew() ? 201 : 200,
                new Taken(ChatViews.Spoken.of(said.message()), ChatViews.One.of(said.conversation())));
    }

    private SiteAnswer listen(SiteCall call) {
        var talk = talk(call);
        var query = new QueryInput(call.query());
        var after = number(query, "after");
        query.errors().check();
        var last = call.header("Last-Event-ID")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(after);
        return new SiteAnswer.Events(new ChatStream(chats, talk, last, dialect, news));
    }

    private static long number(QueryInput query, String name) {
        var text = query.value(name).orElse("0");
        if (!text.matches("[0-9]{1,18}")) {
            query.reject(name, Refusal.of("integer"));
            return 0;
        }
        return Long.parseLong(text);
    }

    private SiteAnswer type(SiteCall call) {
        chats.type(talk(call));
        return new SiteAnswer.Empty(204);
    }

    private SiteAnswer read(SiteCall call) {
        var talk = talk(call);
        var input = new Input(call.json());
        input.require("number");
        var number = Objects.requireNonNullElse(input.integer("number").over(0L), 0L);
        input.errors().check();
        chats.read(talk, number);
        return new SiteAnswer.Empty(204);
    }

    private record Stood(ChatViews.One conversation) {}

    private SiteAnswer end(SiteCall call) {
        return SiteAnswer.json(200, new Stood(ChatViews.One.of(chats.end(talk(call)))));
    }

    private SiteAnswer handOver(SiteCall call) {
        return SiteAnswer.json(200, new Stood(ChatViews.One.of(chats.handOver(talk(call)))));
    }
}
