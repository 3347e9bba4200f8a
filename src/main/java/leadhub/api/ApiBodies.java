package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import leadhub.web.SentRequest;
import leadhub.web.intake.RequestBody;
import leadhub.web.intake.Upload;
import leadhub.web.intake.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a route takes: JSON, a form, or a form with files. */
@Component
final class ApiBodies {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final RequestBody bodies;
    private final Uploads uploads;

    ApiBodies(RequestBody bodies, Uploads uploads) {
        this.bodies = bodies;
        this.uploads = uploads;
    }

    /** What was sent; files are there until it is closed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(byte[] bytes, JsonNode node, @Nullable Upload upload) implements AutoCloseable {
        SentRequest sent(HttpServletRequest request) {
            return new SentRequest(request, bytes, upload == null ? List.of() : upload.files());
        }

        /** By which one body is told from another. */
        byte[] identity() {
            return upload == null ? bytes : upload.identity();
        }

        @Override
        public void close() {
            if (upload != null) {
                upload.close();
            }
        }
    }

    Body read(HttpServletRequest request, Route route) {
        var type = request.getContentType();
        if (route.files() != null && type != null && Uploads.isMultipart(type)) {
            var upload = uploads.read(request, route.files());
            return new Body(upload.envelope(), upload.fields(), upload);
        }
        var read = WITH_BODY.contains(route.method())
                ? bodies.read(request, route.readsForms(), route.mostBytes())
                : RequestBody.none();
        return new Body(read.bytes(), read.node(), null);
    }
}
