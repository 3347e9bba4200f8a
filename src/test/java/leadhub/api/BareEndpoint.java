package leadhub.api;

import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.web.PathTemplate;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;

/** A route's endpoint without all that stands before it: no HTTP, no key, no limit. */
public record BareEndpoint(Route route) {
    /** Calls it as a caller who was let in. */
    public Answer get(Caller caller, String path, @Nullable String query) {
        var values = route.match(PathTemplate.segmentsOf(path)).orElseThrow();
        var body = Json.MAPPER.createObjectNode();
        return route.endpoint()
                .handle(new Exchange("GET", path, "http://localhost", new Query(query), values, null, caller, body));
    }
}
