package leadhub.api;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.web.Call;
import leadhub.web.RouteTable;
import leadhub.web.SentRequest;
import leadhub.web.StreamedBody;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;

/** A route's endpoint without all that stands before it: no HTTP, no key, no limit. */
public record BareEndpoint(Route route) {
    /** Calls it as a caller who was let in. */
    public Answer get(Caller caller, String path, @Nullable String query) {
        var match = new RouteTable<>(List.of(route)).find(path).method("GET").orElseThrow();
        var call = new Call("GET", path, "http://localhost", "127.0.0.1", null, new Query(query), match.values());
        var answer = route.endpoint()
                .handle(new Exchange(
                        call, null, caller, Json.MAPPER.createObjectNode(), new SentRequest(null, new byte[0])));
        if (answer.body() instanceof StreamedBody file) {
            send(file);
        }
        return answer;
    }

    private static void send(StreamedBody file) {
        try (var held = file.begin()) {
            file.write(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
