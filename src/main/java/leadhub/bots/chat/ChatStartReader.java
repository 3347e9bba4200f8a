package leadhub.bots.chat;

import java.util.Objects;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.identity.IdentityTokens;
import leadhub.bots.identity.VisitorIdentity;
import leadhub.conversations.Visitor;
import leadhub.forms.submissions.Attribution;
import leadhub.site.Programs;
import leadhub.site.SiteCall;
import leadhub.web.Words;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a page says of the visitor who begins to chat. */
@Component
class ChatStartReader {
    private static final int MOST_PROOF = 4_000;

    private final IdentityTokens identities;

    ChatStartReader(IdentityTokens identities) {
        this.identities = identities;
    }

    ChatStart start(SiteCall call, ChatBots.Found found) {
        var input = new Input(call.json());
        var language = input.text("language", 35).over(null);
        var page = input.text("page", Visitor.MOST_ADDRESS).over(null);
        var referrer = input.text("referrer", Visitor.MOST_ADDRESS).over(null);
        var proof = Objects.requireNonNullElse(input.text("proof", MOST_PROOF).over(""), "");
        input.errors().check();
        var agent = call.header("User-Agent").map(text -> cut(text, Visitor.MOST_USER_AGENT));
        var visitor = new Visitor(
                call.call().address(),
                agent.orElse(null),
                referrer,
                page == null
                        ? call.header("Referer")
                                .map(text -> cut(text, Visitor.MOST_ADDRESS))
                                .orElse(null)
                        : page);
        return new ChatStart(
                language(call, language),
                visitor,
                attribution(input.node()),
                proof,
                !Programs.isOne(call),
                identity(found.sender().workspaceId(), found.bot(), input));
    }

    /** Whom the website says the visitor is; null where it says nothing. What isn't signed as it has to be is refused. */
    @Nullable
    VisitorIdentity identity(long workspaceId, Bot bot, Input input) {
        var token = input.text("identity", IdentityTokens.MOST_CHARACTERS).over(null);
        var identity =
                token == null ? null : identities.read(workspaceId, bot, token).orElse(null);
        if (token != null && identity == null) {
            input.reject("identity", Refusal.of("chat.identity"));
        }
        input.errors().check();
        return identity;
    }

    /** The one that a page says, else its browser. */
    static String language(SiteCall call, @Nullable String wanted) {
        var said = wanted == null ? call.query().value("language").orElse(null) : wanted;
        var accepted = said == null ? call.header("Accept-Language").orElse(null) : said;
        return Words.preferred(accepted).locale().toLanguageTag();
    }

    private static ObjectNode attribution(ObjectNode body) {
        var sent = body.deepCopy();
        if (body.path("attribution").isObject()) {
            sent.set(Attribution.MEMBER, body.get("attribution"));
        }
        return Attribution.of(sent);
    }

    private static String cut(String text, int most) {
        var clean = text.replace('\0', ' ');
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
