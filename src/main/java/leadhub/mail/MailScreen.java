package leadhub.mail;

import java.time.Instant;
import java.util.List;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * What the page about email shows.
 *
 * @param own the workspace's own mail server; null if there is none
 * @param isGiven whether this server's settings name one
 * @param isPasswordLost whether its password can't be read any more
 * @param canSeal whether a password can be kept
 * @param waiting until when emails wait, the first ones first
 * @param test the last email that tried it out; null if there was none
 */
public record MailScreen(
        @Nullable MailServer own,
        boolean isGiven,
        boolean isPasswordLost,
        boolean canSeal,
        @Nullable MailTest test,
        List<Instant> waiting,
        FormErrors mistake) {

    public String host() {
        return mistake.typed("mail", "host", own == null ? "" : own.host());
    }

    public String port() {
        return mistake.typed("mail", "port", own == null ? "587" : Integer.toString(own.port()));
    }

    public String security() {
        return mistake.typed(
                "mail", "security", own == null ? "starttls" : own.security().word());
    }

    public String user() {
        return mistake.typed("mail", "user", own == null || own.user() == null ? "" : own.user());
    }

    public String from() {
        return mistake.typed("mail", "from", own == null ? "" : own.from());
    }

    public boolean isWrong(String field) {
        return mistake.isAt("mail", field);
    }

    public boolean hasPassword() {
        return own != null && own.hasPassword();
    }

    public boolean canSend() {
        return own != null || isGiven;
    }

    public List<Security> securities() {
        return List.of(Security.values());
    }
}
