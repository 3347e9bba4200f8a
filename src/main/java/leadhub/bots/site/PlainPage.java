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
import leadhub.conversations.MessageRole;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Visitor;
import leadhub.site.Programs;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.web.Words;
import leadhub.web.input.Emails;
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
        var found = bots.find(call.call(), call.text(0));
        var back = call.query().value("back").orElse("");
        var talk = back.isEmpty() ? Optional.<Going>empty() : going(found, chats.open(call.call(), back), back);
        return page(200, call, found, talk, "", !back.isEmpty() && talk.isEmpty() ? "bots.words.gone" : "");
    }

    private static Optional<Going> going(ChatBots.Found found, Optional<Chats.Talk> talk, String token) {
        return talk.filter(one -> one.bot().id().equals(found.bot().id())).map(one -> new Going(one, token));
    }

    private SiteAnswer go(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var input = new Input(call.fields());
        var token = text(input, "token");
        var talk = going(found, chats.open(call.call(), text(input, "conversation"), token), token);
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
                case "code" -> code(call, found, text(input, "email").strip());
                case "resume" -> resume(call, found, text(input, "email").strip(), text(input, "code"));
                case "send" ->
                    content.isEmpty() ? again(call, found, talk, "") : say(call, found, talk, input, content);
                default -> page(200, call, found, talk, content, isGone ? "bots.words.gone" : "");
            };
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict) {
                // It ended too long ago: what was written may begin another one.
                return page(409, call, found, Optional.empty(), content, "bots.words.over");
            }
            if (e.problem() instanceof Problem.RateLimited(var wait)) {
                var notice = talk.isPresent() ? "bots.words.fast" : "bots.words.busy";
                return page(429, call, found, talk, content, notice)
                        .with("Retry-After", Long.toString(wait.toSeconds()));
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

    /** Answers the same whether anybody has that address. */
    private SiteAnswer code(SiteCall call, ChatBots.Found found, String email) {
        if (!Emails.isValid(email)) {
            return page(422, call, found, Optional.empty(), "", "bots.words.refused", "");
        }
        chats.askForCode(found, email);
        return page(200, call, found, Optional.empty(), "", "bots.words.mailed", email);
    }

    private SiteAnswer resume(SiteCall call, ChatBots.Found found, String email, String code) {
        var going = chats.enterCode(found, email, code)
                .flatMap(started -> going(
                        found,
                        chats.open(call.call(), started.conversation().publicId(), started.token()),
                        started.token()));
        return going.isPresent()
                ? again(call, found, going, "")
                : page(422, call, found, Optional.empty(), "", "bots.words.wrong", email);
    }

    private SiteAnswer say(SiteCall call, ChatBots.Found found, Optional<Going> talk, Input input, String content) {
        var going = talk.orElseGet(() -> start(call, found));
        var clientId = text(input, "client_id");
        chats.say(going.talk(), NewMessage.ofVisitor(content, clientId.isEmpty() ? null : clientId));
        chats.awaitAnswer(going.talk());
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
                        null,
                        !isTrial(call) && !Programs.isOne(call),
                        null));
        var talk = chats.open(call.call(), started.conversation().publicId(), started.token())
                .orElseThrow();
        return new Going(talk, started.token());
    }

    /** The page with the conversation as it is by now. */
    private SiteAnswer again(SiteCall call, ChatBots.Found found, Optional<Going> talk, String typed) {
        var now = talk.flatMap(
                one -> chats.open(call.call(), one.talk().conversation().publicId(), one.token())
                        .map(fresh -> new Going(fresh, one.token())));
        // Not where somebody merely looks: programs follow links in emails.
        now.ifPresent(
                one -> chats.read(one.talk(), one.talk().conversation().marks().last()));
        return page(200, call, found, now, typed, "");
    }

    private SiteAnswer page(
            int status, SiteCall call, ChatBots.Found found, Optional<Going> talk, String typed, String notice) {
        return page(status, call, found, talk, typed, notice, "");
    }

    /** @param codeFor the address to which a code was mailed; "" for none */
    private SiteAnswer page(
            int status,
            SiteCall call,
            ChatBots.Found found,
            Optional<Going> talk,
            String typed,
            String notice,
            String codeFor) {
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
                notice.isEmpty() && talk.isPresent() && isThinking(talk.get().talk(), said)
                        ? "bots.words.thinking"
                        : notice,
                isTrial(call),
                talk.isEmpty() && chats.isResumable(found),
                codeFor);
        return new SiteAnswer.Page(status, language, "bots/plain.jte", model);
    }

    /** Only where the visitor has had the last word. */
    private boolean isThinking(Chats.Talk talk, List<Message> said) {
        return talk.conversation().owner().isBot()
                && !said.isEmpty()
                && said.getLast().role() == MessageRole.USER
                && chats.isThinking(talk);
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
