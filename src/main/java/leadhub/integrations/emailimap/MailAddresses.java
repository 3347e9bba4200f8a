package leadhub.integrations.emailimap;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Objects;
import leadhub.emails.received.IncomingEmail.Sender;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a message, and to whom.
 *
 * @param sender who is answered
 * @param from "" where it doesn't say
 * @param reply the address of ours that names a lead; null for none
 */
record MailAddresses(
        Sender sender, String from, String to, @Nullable String reply) {
    /** Mail servers write down by which address a message came. */
    private static final List<String> RECEIVERS = List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To");

    private static final int MOST_RECEIVERS = 100;
    private static final int MOST_CHARACTERS = 255;
    private static final InternetAddress NOBODY = new InternetAddress();

    static MailAddresses of(MimeMessage message) throws MessagingException {
        var from = first(message, "From");
        var answered = first(message, "Reply-To");
        var isElsewhere = Emails.isValid(address(answered));
        var name = isElsewhere && !name(answered).isEmpty() || !address(from).equals(address(answered)) && isElsewhere
                ? name(answered)
                : name(from);
        return new MailAddresses(
                sender(isElsewhere ? address(answered) : address(from), name),
                address(from),
                address(first(message, "To")),
                reply(message));
    }

    /** A whole name is cut at its first space. */
    private static Sender sender(String address, String name) {
        var space = name.indexOf(' ');
        return new Sender(
                address,
                name,
                space < 0 ? name : name.substring(0, space),
                space < 0 ? "" : name.substring(space + 1).strip());
    }

    private static @Nullable String reply(MimeMessage message) throws MessagingException {
        for (var header : RECEIVERS) {
            var found = all(message, header).stream()
                    .limit(MOST_RECEIVERS)
                    .map(MailAddresses::address)
                    .filter(ReplyAddresses::isOne)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    private static InternetAddress first(MimeMessage message, String header) throws MessagingException {
        return all(message, header).stream().findFirst().orElse(NOBODY);
    }

    /** None where they can't be read. */
    private static List<InternetAddress> all(MimeMessage message, String header) throws MessagingException {
        var value = message.getHeader(header, ",");
        if (value == null || value.isBlank()) {
            return List.of();
        }
        try {
            return List.of(InternetAddress.parseHeader(value, false));
        } catch (AddressException e) {
            return List.of();
        }
    }

    private static String address(InternetAddress address) {
        return MailParts.cut(
                MailParts.clean(Objects.requireNonNullElse(address.getAddress(), ""))
                        .strip(),
                MOST_CHARACTERS);
    }

    private static String name(InternetAddress address) {
        var name = Objects.requireNonNullElse(address.getPersonal(), "");
        return MailParts.cut(MailParts.clean(name).replaceAll("\\s+", " ").strip(), MOST_CHARACTERS);
    }

    /** A header as people read it; as it came where it can't be. */
    static String decoded(@Nullable String header) {
        if (header == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }
}
