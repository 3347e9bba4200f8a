package leadhub.bots.mails;

import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.chat.ChatBots;
import leadhub.bots.chat.Chats;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Where a page asks for a code, and hands it in. */
@Component
class ChatCodeSite implements SiteRoutes.Provider {
    private static final int MOST_BYTES = 4 * 1024;
    private static final int MOST_CODE = 20;

    private final ChatBots bots;
    private final Chats chats;

    ChatCodeSite(ChatBots bots, Chats chats) {
        this.bots = bots;
        this.chats = chats;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.post("/c/{bot}/codes", bots::terms, MOST_BYTES, this::ask)
                .post("/c/{bot}/resume", bots::terms, MOST_BYTES, this::enter);
    }

    /** Says nothing of whether anybody has that address. */
    private SiteAnswer ask(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var email = email(new Input(call.json()));
        chats.askForCode(found, email);
        return SiteAnswer.json(202, Map.of());
    }

    private record Which(String id, String status) {}

    private record Resumed(Which conversation, String token) {}

    private SiteAnswer enter(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var input = new Input(call.json());
        input.require("code");
        var code = input.solidText("code", MOST_CODE).over("");
        var email = email(input);
        var started = chats.enterCode(found, email, code)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("chat.wrong_code")).exception());
        var conversation = started.conversation();
        return SiteAnswer.json(
                200,
                new Resumed(
                        new Which(conversation.publicId(), conversation.status().word()), started.token()));
    }

    private static String email(Input input) {
        input.require("email");
        var email = input.solidText("email", 254).over("");
        if (!email.isEmpty() && !Emails.isValid(email)) {
            input.reject("email", Refusal.of("email"));
        }
        input.errors().check();
        return email;
    }
}
