package leadhub.lymbe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.RefusalWords;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Lymbe's words: camel case, times that end in Z, and its error shape. */
@Component
public final class LymbeDialect implements Dialect {
    private static final RefusalWords WORDS = RefusalWords.of("lymbe");

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, new TimeSerializer()))
            .build();

    @Override
    public String name() {
        return "lymbe";
    }

    @Override
    public JsonMapper mapper() {
        return mapper;
    }

    @Override
    public Answer refusal(Problem problem) {
        return switch (problem) {
            case Problem.Unauthorized() -> error(401, "UNAUTHORIZED", "Missing or invalid API key.");
            case Problem.Forbidden(var refusal) -> error(403, "FORBIDDEN", WORDS.say(refusal));
            case Problem.NotFound(var refusal) -> error(404, "NOT_FOUND", WORDS.say(refusal));
            case Problem.MethodNotAllowed(var allowed) ->
                new Answer(
                        405,
                        Map.of("Allow", String.join(", ", allowed)),
                        new ErrorBody(new Error("METHOD_NOT_ALLOWED", "This method is not allowed here.", null)));
            // It has no paths of single leads.
            case Problem.Merged merged -> error(404, "NOT_FOUND", WORDS.say(Refusal.of("lead.not_found")));
            case Problem.Conflict(var refusal) -> error(409, "CONFLICT", WORDS.say(refusal));
            case Problem.TooLarge() -> error(413, "PAYLOAD_TOO_LARGE", "The body must not be larger than 1 MiB.");
            case Problem.UnsupportedMediaType(var refusal) -> error(415, "UNSUPPORTED_MEDIA_TYPE", WORDS.say(refusal));
            case Problem.BadRequest(var refusal) -> invalid(List.of(new Detail("", WORDS.say(refusal))));
            case Problem.TooSlow() -> error(408, "REQUEST_TIMEOUT", "The body did not arrive in time.");
            case Problem.Invalid(var errors) ->
                invalid(errors.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(refusal -> new Detail(entry.getKey(), WORDS.say(entry.getKey(), refusal))))
                        .toList());
            case Problem.RateLimited(var retryAfter) ->
                new Answer(
                        429,
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())),
                        new ErrorBody(new Error("RATE_LIMITED", "Too many requests. Try again later.", null)));
            case Problem.PreconditionFailed() ->
                error(412, "PRECONDITION_FAILED", "The record has changed since it was read.");
            case Problem.Unavailable(var retryAfter) ->
                new Answer(
                        503,
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())),
                        new ErrorBody(
                                new Error("UNAVAILABLE", "The server can't answer right now. Try again later.", null)));
            case Problem.ServerError(var id) ->
                error(500, "INTERNAL_ERROR", "Unexpected server error. It is in the log under " + id + ".");
        };
    }

    @Override
    public Answer redirect(Problem.Merged merged, String location) {
        return refusal(merged);
    }

    private static Answer invalid(List<Detail> details) {
        return new Answer(
                400, Map.of(), new ErrorBody(new Error("VALIDATION_ERROR", "The request is invalid.", details)));
    }

    private static Answer error(int status, String code, String message) {
        return new Answer(status, Map.of(), new ErrorBody(new Error(code, message, null)));
    }

    record ErrorBody(Error error) {}

    record Error(
            String code,
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Detail> details) {}

    record Detail(String path, String message) {}

    private static final class TimeSerializer extends StdSerializer<Instant> {
        TimeSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
            generator.writeString(time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
