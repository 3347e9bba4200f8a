package leadhub.web;

import java.util.List;
import java.util.OptionalLong;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;

/**
 * One request, before anybody has read its body: what it asks for, and where it comes from.
 *
 * @param path as sent, without the query
 * @param origin scheme, host and port that the sender used
 * @param address the sender's
 * @param requestId its id in the log
 * @param values the values of the path's placeholders, still percent-encoded
 */
public record Call(
        String method,
        String path,
        String origin,
        String address,
        @Nullable String requestId,
        Query query,
        List<String> values) {
    private static final int MOST_DIGITS = 18;

    /** The numeric id in a placeholder of the path; empty if it isn't one. */
    public OptionalLong id(int place) {
        var text = values.get(place);
        return text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    /** The text in a placeholder of the path. */
    public String text(int place) {
        return Query.decode(values.get(place), false);
    }
}
