package leadhub.integrations.emailimap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.emails.received.IncomingEmail.Recipient;

/** What a mail server says of each receiver of an email (RFC 3464): groups of fields with an empty line between them. */
final class DeliveryStatus {
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_CHARACTERS = 255;

    private DeliveryStatus() {}

    static List<Recipient> read(String text) {
        var recipients = new ArrayList<Recipient>();
        for (var group : text.split("\\r?\\n[ \\t]*\\r?\\n")) {
            var fields = fields(group);
            var receiver = fields.getOrDefault("original-recipient", fields.getOrDefault("final-recipient", ""));
            if (!receiver.isEmpty() && recipients.size() < MOST_RECIPIENTS) {
                recipients.add(new Recipient(
                        address(receiver),
                        fields.getOrDefault("action", "").toLowerCase(Locale.ROOT),
                        fields.getOrDefault("status", "").split("[ (]", 2)[0]));
            }
        }
        return recipients;
    }

    /** {@code rfc822; ann@example.com}. */
    private static String address(String receiver) {
        var address = receiver.substring(receiver.indexOf(';') + 1).strip();
        return address.replaceAll("^<|>$", "");
    }

    private static Map<String, String> fields(String group) {
        var fields = new HashMap<String, String>();
        for (var line : group.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                var value = MailParts.clean(line.substring(colon + 1)).strip();
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        MailParts.cut(value, MOST_CHARACTERS));
            }
        }
        return fields;
    }
}
