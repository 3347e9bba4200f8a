package leadhub.signin;

import java.util.List;
import leadhub.panel.Cookies;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.EmailKey;
import org.springframework.stereotype.Component;

/** Lets somebody in who has shown all that is asked for, and knows their browser from then on. */
@Component
public class SignInReplies {
    private final Sessions sessions;
    private final KnownBrowsers browsers;
    private final BrowserTimeZones zones;

    SignInReplies(Sessions sessions, KnownBrowsers browsers, BrowserTimeZones zones) {
        this.sessions = sessions;
        this.browsers = browsers;
        this.zones = zones;
    }

    public Reply enter(Visit visit, List<Login> logins, String next) {
        var token = sessions.begin(logins, visit.address(), visit.userAgent(), visit.token());
        zones.take(logins, visit);
        var reply = Reply.redirect(next.isEmpty() ? "/" : next).with(new Reply.Cookie(Cookies.SESSION, token));
        return knowing(visit, logins.getFirst().user().email(), reply);
    }

    /** Ends the visitor's session. */
    public Reply leave(Visit visit) {
        sessions.end(visit.caller(), visit.visitor().sessionId());
        // Not the cookies: the browser stays known.
        return Reply.redirect("/sign-in")
                .with(new Reply.Cookie(Cookies.SESSION, ""))
                .with("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    /** The reply, after which the visitor's browser is known to an e-mail. */
    public Reply knowing(Visit visit, String email, Reply reply) {
        return reply.with(new Reply.Cookie(Cookies.BROWSER, browsers.remember(visit.browser(), EmailKey.of(email))));
    }
}
