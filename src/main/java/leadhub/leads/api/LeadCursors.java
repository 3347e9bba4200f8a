package leadhub.leads.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.api.Exchange;
import leadhub.base.Seal;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadPosition;
import leadhub.web.input.Query;
import org.springframework.stereotype.Component;

/**
 * Spells where a list is read on. A cursor tells nothing of the lead that it stands for, who may be named in it, and opens
 * for the same key, filters and order alone.
 */
@Component
class LeadCursors {
    /** Before an id comes what the lead is sorted by, or that there is nothing. */
    private static final String NOTHING = "-";

    private static final String VALUE = "+";

    private final Seal seal;

    LeadCursors(Seal seal) {
        this.seal = seal;
    }

    String write(Exchange exchange, LeadList list, LeadPosition position) {
        var value = position.value();
        var text = position.id() + (value == null ? NOTHING : VALUE + value);
        var sealed = seal.seal(place(exchange, list), text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty for one that is broken, or of another list. */
    Optional<LeadPosition> read(Exchange exchange, LeadList list, String cursor) {
        try {
            return seal.open(place(exchange, list), Base64.getUrlDecoder().decode(cursor))
                    .map(bytes -> position(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LeadPosition position(String text) {
        var end = 0;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        var value = text.startsWith(VALUE, end) ? text.substring(end + 1) : null;
        return new LeadPosition(value, Long.parseLong(text.substring(0, end)));
    }

    private static String place(Exchange exchange, LeadList list) {
        var key = exchange.key();
        return "leads.cursor:%d:%d:%s:%s\n%s"
                .formatted(
                        key.workspaceId(),
                        key.keyId(),
                        list.sort().name(),
                        list.direction().name(),
                        filters(exchange.query()));
    }

    private static String filters(Query query) {
        return LeadFilterReader.NAMES.stream()
                .flatMap(name ->
                        query.value(name).map(value -> "%s=%d:%s".formatted(name, value.length(), value)).stream())
                .collect(Collectors.joining("\n"));
    }
}
