package leadhub.integrations.smtp;

import java.util.Locale;
import leadhub.mail.MailFailure;

/** How far one comes with a mail server, in this order. */
enum SmtpStep {
    SMTP_RESOLVE("The host has an address that may be called.", "The host can't be called: check its name."),
    SMTP_CONNECT("The mail server answers.", "The mail server can't be reached: check host and port."),
    SMTP_TLS(
            "The connection is kept as you said.",
            "The connection can't be encrypted, or nobody vouches for the certificate: check security and port, or give the"
                    + " certificate's fingerprint."),
    SMTP_SIGN_IN("The mail server lets LeadHub in.", "The mail server refuses the user, password or access token."),
    SMTP_SENDER("The mail server takes emails from your sender.", "The mail server takes nothing from this sender.");

    private final String fine;
    private final String wrong;

    SmtpStep(String fine, String wrong) {
        this.fine = fine;
        this.wrong = wrong;
    }

    /** As checks are called. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String fine() {
        return fine;
    }

    String wrong() {
        return wrong;
    }

    /** At which step a failure is. */
    static SmtpStep of(MailFailure failure) {
        return switch (failure) {
            case UNKNOWN_HOST, FORBIDDEN -> SMTP_RESOLVE;
            case UNREACHABLE, DEADLINE, REFUSED, QUOTA, NO_SERVER -> SMTP_CONNECT;
            case TLS -> SMTP_TLS;
            case SIGN_IN -> SMTP_SIGN_IN;
            case SENDER, RECEIVER -> SMTP_SENDER;
        };
    }
}
