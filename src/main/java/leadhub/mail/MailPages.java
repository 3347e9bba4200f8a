package leadhub.mail;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Email. */
@Component
class MailPages implements PageRoutes.Provider {
    private final MailServers servers;
    private final MailRoutes mailRoutes;
    private final MailTests tests;
    private final WaitingMails waiting;
    private final Seal seal;

    MailPages(MailServers servers, MailRoutes mailRoutes, MailTests tests, WaitingMails waiting, Seal seal) {
        this.servers = servers;
        this.mailRoutes = mailRoutes;
        this.tests = tests;
        this.waiting = waiting;
        this.seal = seal;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven("/settings/mail", Role.ADMIN, visit -> Reply.page("mail/server.jte", screen(visit)))
                .inSettings(50, "settings", "mail.title")
                .postProven("/settings/mail", Role.ADMIN, this::set)
                .postProven("/settings/mail/remove", Role.ADMIN, this::remove)
                .postProven("/settings/mail/test", Role.ADMIN, this::test)
                .getPart("/settings/mail/test", Role.ADMIN, visit -> Reply.page("mail/test.jte", screen(visit)));
    }

    private Reply set(Visit visit) {
        var form = visit.form();
        var password = visit.field("password");
        // So that it can't come back in the form.
        form.node().remove("password");
        form.require("host");
        form.require("from");
        var wanted = new MailServer(
                text(form, "host"),
                port(form),
                security(form),
                form.text("user", 255).over(null),
                false,
                text(form, "from"));
        var mistake = FormErrors.of(
                "mail", form, () -> servers.set(visit.caller(), wanted, password.isEmpty() ? null : password));
        return mistake.isNone()
                ? Reply.redirect("/settings/mail").saying("settings.saved")
                : Reply.refused("mail/server.jte", screen(visit, mistake));
    }

    private Reply remove(Visit visit) {
        servers.remove(visit.caller());
        return Reply.redirect("/settings/mail").saying("mail.removed");
    }

    private Reply test(Visit visit) {
        tests.takeTurn(visit.caller());
        tests.ask(visit.caller(), visit.visitor().email(), visit.page().language());
        return Reply.redirect("/settings/mail");
    }

    private MailScreen screen(Visit visit) {
        return screen(visit, FormErrors.NONE);
    }

    private MailScreen screen(Visit visit, FormErrors mistake) {
        return new MailScreen(
                servers.find(visit.caller()).orElse(null),
                mailRoutes.isGiven(),
                servers.isPasswordLost(visit.caller()),
                seal.isReady(),
                tests.last(visit.caller()).orElse(null),
                List.copyOf(waiting.list(visit.caller()).values()),
                mistake);
    }

    private static String text(Input form, String field) {
        var text = form.text(field, MailServers.MOST_CHARACTERS).over(null);
        return text == null ? "" : text;
    }

    /** 0, which the verb refuses, for what is no number of a port. */
    private static int port(Input form) {
        var port = form.integer("port").over(null);
        return port == null ? 0 : Math.clamp(port, 0, Integer.MAX_VALUE);
    }

    private static Security security(Input form) {
        @Nullable Security known = Security.ofWord(text(form, "security")).orElse(null);
        if (known == null) {
            form.reject("security", Refusal.of("in"));
            return Security.STARTTLS;
        }
        return known;
    }
}
