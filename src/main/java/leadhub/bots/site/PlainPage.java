package leadhub.bots.site;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.bots.chat.ChatBots;
import leadhub.bots.chat.ChatStart;
import leadhub.bots.chat.Chats;
import leadhub.bots.flows.FlowTurn;
import leadhub.conversations.Asked;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationStatus;
import leadhub.conversations.Message;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Visitor;
import leadhub.site.Programs;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.web.Words;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A bot's own page: a conversation by forms alone, without script and cookie. Who it is with stands in the page itself, so each step is a
 * form that is sent and a page that comes back.
 */
@Component
class PlainPage implements SiteRoutes.Provider {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int SHOWN = 200;

    private final ChatBots bots;
    private final Chats chats;

    PlainPage(ChatBots bots, Chats chats) {
        this.bots = bots;
        this.chats = chats;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/c/{bot}", bots::terms, this::begin).post("/c/{bot}", bots::terms, MOST_BYTES, this::go);
    }

    private SiteAnswer begin(SiteCall call) {
        return page(200, call, bots.find(call.call(), call.text(0)), Optional.empty(), "", "");
    }

    private SiteAnswer go(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var input = new Input(call.fields());
        var token = text(input, "token");
        var talk = chats.open(call.call(), text(input, "conversation"), token)
                .filter(one -> one.bot().id().equals(found.bot().id()))
                .map(one -> new Going(one, token));
        var isGone = !token.isEmpty() && talk.isEmpty();
        var chosen = text(input, "choose");
        var content =
                chosen.isEmpty() ? text(input, "content").replace("\r\n", "\n").strip() : chosen;
        if (content.length() > Message.MOST_CHARACTERS) {
            return page(422, call, found, talk, content, "bots.words.refused");
        }
        try {
            return switch (chosen.isEmpty() ? text(input, "do") : "send") {
                case "person" -> {
                    talk.ifPresent(one -> chats.handOver(one.talk()));
                    yield again(call, found, talk, content);
                }
                case "end" -> {
                    talk.ifPresent(one -> chats.end(one.talk()));
                    yield again(call, found, talk, content);
                }
                case "send" ->
                    content.isEmpty() ? again(call, found, talk, "") : say(call, found, talk, input, content);
                default -> page(200, call, found, talk, content, isGone ? "bots.words.gone" : "");
            };
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict) {
                // It ended too long ago: what was written may begin another one.
                return page(409, call, found, Optional.empty(), content, "bots.words.over");
            }
            throw e;
        }
    }

    /** A conversation that goes on, and what its visitor is known by. */
    private record Going(Chats.Talk talk, String token) {
        @Override
        public String toString() {
            return "Going[" + talk.conversation() + "]";
        }
    }

    private SiteAnswer say(SiteCall call, ChatBots.Found found, Optional<Going> talk, Input input, String content) {
        var going = talk.orElseGet(() -> start(call, found));
        var clientId = text(input, "client_id");
        chats.say(going.talk(), NewMessage.ofVisitor(content, clientId.isEmpty() ? null : clientId));
        return again(call, found, Optional.of(going), "");
    }

    private Going start(SiteCall call, ChatBots.Found found) {
        var visitor = new Visitor(
                call.call().address(),
                cut(call.header("User-Agent").orElse(null), Visitor.MOST_USER_AGENT),
                null,
                call.call().origin() + "/c/" + found.bot().id());
        var started = chats.start(
                found,
                new ChatStart(
                        wanted(call),
                        visitor,
                        Json.MAPPER.createObjectNode(),
                        !isTrial(call) && !Programs.isOne(call)));
        var talk = chats.open(call.call(), started.conversation().publicId(), started.token())
                .orElseThrow();
        return new Going(talk, started.token());
    }

    /** The page with the conversation as it is by now. */
    private SiteAnswer again(SiteCall call, ChatBots.Found found, Optional<Going> talk, String typed) {
        var now = talk.flatMap(
                one -> chats.open(call.call(), one.talk().conversation().publicId(), one.token())
                        .map(fresh -> new Going(fresh, one.token())));
        return page(200, call, found, now, typed, "");
    }

    private SiteAnswer page(
            int status, SiteCall call, ChatBots.Found found, Optional<Going> talk, String typed, String notice) {
        var conversation = talk.map(one -> one.talk().conversation());
        var language = found.bot()
                .terms()
                .spoken(conversation.map(Conversation::language).orElseGet(() -> wanted(call)));
        List<Message> said = talk.map(one -> {
                    var last = one.talk().conversation().marks().last();
                    return chats.messages(one.talk(), Math.max(0, last - SHOWN), SHOWN);
                })
                .orElse(List.of());
        List<FlowTurn.Line> opening = talk.isPresent() ? List.of() : chats.beginning(found, language);
        var model = new PlainChat(
                found.bot(),
                opening.stream().map(FlowTurn.Line::text).toList(),
                talk.isPresent()
                        ? asked(talk.get().talk().conversation(), said)
                        : opening.getLast().asks(),
                conversation.map(Conversation::publicId).orElse(""),
                talk.map(Going::token).orElse(""),
                conversation.map(Conversation::isOver).orElse(false),
                conversation
                        .map(one -> one.status() == ConversationStatus.HANDOVER)
                        .orElse(false),
                said,
                UUID.randomUUID().toString(),
                typed,
                notice,
                isTrial(call));
        return new SiteAnswer.Page(status, language, "bots/plain.jte", model);
    }

    /** As long as the bot waits for an answer. */
    private static @Nullable Asked asked(Conversation conversation, List<Message> said) {
        return conversation.owner().isBot() && !conversation.isOver() && !said.isEmpty()
                ? said.getLast().asks()
                : null;
    }

    /** Begun from the panel, by whoever looks how it goes. */
    private static boolean isTrial(SiteCall call) {
        return call.query().value("try").isPresent();
    }

    private static String wanted(SiteCall call) {
        return call.query()
                .value("lang")
                .filter(Words.LANGUAGES::contains)
                .orElseGet(() -> Words.preferred(call.header("Accept-Language").orElse(null))
                        .locale()
                        .toLanguageTag());
    }

    /** What can't be kept as text is refused like what is too long. */
    private static String text(Input input, String name) {
        var sent = input.text(name, 2 * Message.MOST_CHARACTERS).over(null);
        input.errors().check();
        return sent == null ? "" : sent;
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
