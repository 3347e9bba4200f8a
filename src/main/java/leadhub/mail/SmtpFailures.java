package leadhub.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import leadhub.outside.AddressNotAllowed;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/** Says of what the mail library throws what is wrong. */
final class SmtpFailures {
    private SmtpFailures() {}

    /** The server doesn't take emails from that sender. */
    static final class SenderRefused extends MessagingException {
        private static final long serialVersionUID = 1;
    }

    static Unsent unsent(Exception exception) {
        var chain = chain(exception);
        for (var cause : chain) {
            var failure = failure(cause);
            if (failure != null) {
                var isFinal = failure == MailFailure.FORBIDDEN
                        || cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 500;
                return new Unsent(failure, isFinal);
            }
        }
        var isUnreachable = chain.stream().anyMatch(MailConnectException.class::isInstance);
        return new Unsent(isUnreachable ? MailFailure.UNREACHABLE : MailFailure.REFUSED, false);
    }

    private static @Nullable MailFailure failure(Throwable cause) {
        return switch (cause) {
            case AddressNotAllowed refused -> MailFailure.FORBIDDEN;
            case AuthenticationFailedException refused -> MailFailure.SIGN_IN;
            case SMTPSenderFailedException refused -> MailFailure.SENDER;
            case SenderRefused refused -> MailFailure.SENDER;
            case SMTPAddressFailedException refused -> MailFailure.RECEIVER;
            case SSLException refused -> MailFailure.TLS;
            case CertificateException refused -> MailFailure.TLS;
            case SocketTimeoutException late -> MailFailure.DEADLINE;
            case ConnectException refused -> MailFailure.UNREACHABLE;
            case NoRouteToHostException refused -> MailFailure.UNREACHABLE;
            case UnknownHostException unknown -> MailFailure.UNKNOWN_HOST;
            default -> String.valueOf(cause.getMessage()).contains("STARTTLS") ? MailFailure.TLS : null;
        };
    }

    /** An exception with its causes, and with what the mail library hangs beside them. */
    private static List<Throwable> chain(Throwable exception) {
        var all = new ArrayList<Throwable>();
        for (@Nullable Throwable next = exception; next != null && all.size() < 20; ) {
            all.add(next);
            var beside = next instanceof MessagingException messaging ? messaging.getNextException() : null;
            next = beside == null ? next.getCause() : beside;
        }
        return all;
    }
}
