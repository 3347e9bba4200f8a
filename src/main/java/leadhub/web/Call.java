package leadhub.web;

import java.util.List;
import java.util.OptionalLong;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;

/**
 * One request, before anybody has read its body: what it asks for, and where it comes from.
 *
 * @param path as it was sent, without the query
 * @param origin scheme, host and port under which the sender sees us
 * @param address the sender's
 * @param requestId under which it stands in the log
 * @param values what stands in the path's places, still percent-encoded
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

    /** The numeric id at a place of the path; empty for anything else. */
    public OptionalLong id(int place) {
        var text = values.get(place);
        return text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text));
    }

    /** The text at a place of the path. */
    public String text(int place) {
        return Query.decode(values.get(place), false);
    }
}
