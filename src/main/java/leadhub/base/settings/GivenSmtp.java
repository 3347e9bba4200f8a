package leadhub.base.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's own mail server, as it was typed. */
final class GivenSmtp {
    private static final List<Setting> OTHERS =
            List.of(Setting.SMTP_PORT, Setting.SMTP_USER, Setting.SMTP_PASSWORD, Setting.SMTP_FROM);

    private GivenSmtp() {}

    /** Null where no host is set. */
    static @Nullable SmtpServer read(GivenSettings given) {
        var host = given.text(Setting.SMTP_HOST);
        var security = SmtpServer.Security.ofWord(given.text(Setting.SMTP_SECURITY))
                .orElseThrow(() -> given.bad(Setting.SMTP_SECURITY, "give none, starttls or tls"));
        if (host.isEmpty()) {
            OTHERS.stream().filter(setting -> !given.text(setting).isEmpty()).forEach(setting -> {
                throw new SetupProblem(given.name(setting) + " is set without " + Setting.SMTP_HOST.flag()
                        + ": give the host of the mail server too.");
            });
            return null;
        }
        if (!host.matches("[A-Za-z0-9:._-]{1,253}")) {
            throw given.bad(Setting.SMTP_HOST, "give a host such as mail.example.com, and the port as --smtp-port");
        }
        var user = given.text(Setting.SMTP_USER);
        var password = given.text(Setting.SMTP_PASSWORD);
        if (user.isEmpty() != password.isEmpty()) {
            throw new SetupProblem("--smtp-user and --smtp-password go together: give both or none.");
        }
        var port = given.text(Setting.SMTP_PORT).isEmpty() ? security.usualPort() : given.port(Setting.SMTP_PORT);
        return new SmtpServer(
                host, port, security, user.isEmpty() ? null : user, password.isEmpty() ? null : password, from(given));
    }

    private static String from(GivenSettings given) {
        var from = given.text(Setting.SMTP_FROM);
        if (from.isEmpty()) {
            throw new SetupProblem("--smtp-host takes --smtp-from too: give the address that e-mails come from, "
                    + "such as leadhub@example.com.");
        }
        if (!from.matches("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}")) {
            throw given.bad(Setting.SMTP_FROM, "give an address such as leadhub@example.com");
        }
        return from;
    }
}
