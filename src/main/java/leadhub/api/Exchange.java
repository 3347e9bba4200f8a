package leadhub.api;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request on its way to an endpoint.
 *
 * @param path as it was sent, without the query
 * @param origin scheme, host and port under which the caller sees us
 * @param values what stands in the path's places, still percent-encoded
 */
public record Exchange(
        String method,
        String path,
        String origin,
        Query query,
        List<String> values,
        @Nullable Credential credential,
        Caller caller,
        JsonNode body) {

    /** The numeric id at a place of the path. Anything else is a record that doesn't exist. */
    public long id(int place) {
        var text = values.get(place);
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
        }
        return Long.parseLong(text);
    }

    /** The text at a place of the path. */
    public String text(int place) {
        return Query.decode(values.get(place), false);
    }

    /** The key that was sent; endpoints that need none don't ask. */
    public Credential key() {
        if (credential == null) {
            throw new Problem.Unauthorized().exception();
        }
        return credential;
    }
}
