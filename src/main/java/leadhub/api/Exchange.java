package leadhub.api;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.Call;
import leadhub.web.SentRequest;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request on its way to an endpoint.
 *
 * @param call what it asks for, and where it comes from
 * @param sent the same as it came, for whoever keeps it
 */
public record Exchange(Call call, @Nullable Credential credential, Caller caller, JsonNode body, SentRequest sent) {
    public String method() {
        return call.method();
    }

    /** The path as it was sent, without the query. */
    public String path() {
        return call.path();
    }

    /** Scheme, host and port under which the caller sees us. */
    public String origin() {
        return call.origin();
    }

    public Query query() {
        return call.query();
    }

    /** The numeric id at a place of the path. Anything else is a record that doesn't exist. */
    public long id(int place) {
        return call.id(place).orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /** The text in a placeholder of the path. */
    public String text(int place) {
        return call.text(place);
    }

    /** The key that was sent; endpoints that need none don't ask. */
    public Credential key() {
        if (credential == null) {
            throw new Problem.Unauthorized().exception();
        }
        return credential;
    }
}
