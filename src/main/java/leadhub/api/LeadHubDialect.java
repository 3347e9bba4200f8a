package leadhub.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** LeadHub's dialect: snake case, times with an offset, and the error shape of its reference. */
@Component
public final class LeadHubDialect implements Dialect {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'");

    private static final RefusalWords WORDS = RefusalWords.LEADHUB;

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(Instant.class, new TimeSerializer()))
            .build();

    @Override
    public String name() {
        return "leadhub";
    }

    @Override
    public JsonMapper mapper() {
        return mapper;
    }

    /** Formats a time in UTC, in whole seconds. */
    public static String print(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Answer refusal(Problem problem) {
        return switch (problem) {
            case Problem.Unauthorized() -> error(401, "UNAUTHORIZED", "Missing or invalid API key.");
            case Problem.Forbidden(var refusal) -> error(403, "FORBIDDEN", WORDS.say(refusal));
            case Problem.NotFound(var refusal) -> error(404, "NOT_FOUND", WORDS.say(refusal));
            case Problem.MethodNotAllowed(var allowed) ->
                error(
                        405,
                        "METHOD_NOT_ALLOWED",
                        "This method is not allowed here.",
                        Map.of("Allow", String.join(", ", allowed)));
            case Problem.Merged merged -> error(409, "CONFLICT", WORDS.say(merged.refusal()));
            case Problem.Conflict(var refusal) -> error(409, "CONFLICT", WORDS.say(refusal));
            case Problem.TooLarge() -> error(413, "PAYLOAD_TOO_LARGE", "The body is too large.");
            case Problem.UnsupportedMediaType(var refusal) -> error(415, "UNSUPPORTED_MEDIA_TYPE", WORDS.say(refusal));
            case Problem.BadRequest(var refusal) -> error(400, "BAD_REQUEST", WORDS.say(refusal));
            case Problem.TooSlow() -> error(408, "REQUEST_TIMEOUT", "The body did not arrive in time.");
            case Problem.Invalid(var errors) -> invalid(errors);
            case Problem.RateLimited(Duration retryAfter) ->
                error(
                        429,
                        "RATE_LIMITED",
                        "Too many requests. Try again later.",
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
            case Problem.PreconditionFailed() ->
                error(412, "PRECONDITION_FAILED", "The record has changed since it was read.");
            case Problem.Unavailable(var retryAfter) ->
                error(
                        503,
                        "UNAVAILABLE",
                        "The server can't answer right now. Try again later.",
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
            case Problem.ServerError(var id) ->
                error(500, "SERVER_ERROR", "Unexpected server error. It is in the log under " + id + ".");
        };
    }

    @Override
    public Answer redirect(Problem.Merged merged, String location) {
        return new Answer(
                301,
                Map.of("Location", location, "Cache-Control", "no-store"),
                new MergedBody("error", "MERGED", WORDS.say(merged.refusal()), merged.survivorId()));
    }

    private static Answer invalid(Map<String, List<Refusal>> errors) {
        var worded = new LinkedHashMap<String, List<String>>();
        errors.forEach((field, refusals) -> worded.put(
                field,
                refusals.stream().map(refusal -> WORDS.say(field, refusal)).toList()));
        return new Answer(
                422, Map.of(), new ErrorBody("error", "The given data was invalid.", "VALIDATION_FAILED", worded));
    }

    private static Answer error(int status, String code, String message) {
        return error(status, code, message, Map.of());
    }

    private static Answer error(int status, String code, String message, Map<String, String> headers) {
        return new Answer(status, headers, new ErrorBody("error", message, code, null));
    }

    record ErrorBody(
            String status,
            String message,
            String code,

            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable
            Map<String, List<String>> errors) {}

    record MergedBody(String status, String code, String message, long mergedInto) {}

    private static final class TimeSerializer extends StdSerializer<Instant> {
        TimeSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
            generator.writeString(print(time));
        }
    }
}
