package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import leadhub.base.Json;
import leadhub.base.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a request: bounded in size and time, as JSON or as a form.
 *
 * <p>Limits: 1 MiB; 10 s in all, however it trickles, and then up to as long again if it stops just before.
 */
@Component
public final class RequestBody {
    static final int MOST_BYTES = 1 << 20;

    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    private final Duration deadline;

    RequestBody(@Value("${leadhub.body-deadline:10s}") Duration deadline) {
        this.deadline = deadline;
    }

    /** How long a body may take, and how long a client may be silent. */
    Duration deadline() {
        return deadline;
    }

    /** What was sent: its bytes, and what they mean. */
    record Read(byte[] bytes, JsonNode node) {}

    static Read none() {
        return new Read(new byte[0], Json.MAPPER.createObjectNode());
    }

    Read read(HttpServletRequest request, boolean readsForms) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw new Problem.TooLarge().exception();
        }
        var type = mediaType(request, readsForms);
        var bytes = bytes(request);
        if (type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            return new Read(bytes, FormBody.urlEncoded(bytes));
        }
        if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return new Read(bytes, FormBody.multipart(bytes, request.getContentType()));
        }
        return new Read(bytes, json(bytes));
    }

    /** The fields of a page's form. */
    public JsonNode readForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null
                ? Json.MAPPER.createObjectNode()
                : read(request, true).node();
    }

    private static MediaType mediaType(HttpServletRequest request, boolean readsForms) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank()) {
            throw unsupported("A compressed body is not read here; send it as it is.");
        }
        var type = parse(request.getContentType());
        var charset = type.getParameter("charset");
        if (charset != null
                && !charset.replace("\"", "").toLowerCase(Locale.ROOT).matches("utf-?8")) {
            throw unsupported("The body must be UTF-8.");
        }
        var isForm = type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)
                || type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA);
        if (readsForms && isForm || isJson(type)) {
            return type;
        }
        throw unsupported("The body must be JSON; send Content-Type: application/json.");
    }

    private static boolean isJson(MediaType type) {
        return type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static MediaType parse(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return JSON;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            if (type.isWildcardType() || type.isWildcardSubtype()) {
                throw unsupported("The Content-Type must name one type.");
            }
            return type;
        } catch (InvalidMediaTypeException e) {
            throw unsupported("The Content-Type can't be read.");
        }
    }

    private byte[] bytes(HttpServletRequest request) {
        var end = System.nanoTime() + deadline.toNanos();
        var bytes = new byte[(int) Math.clamp(request.getContentLengthLong() + 1, 1024, MOST_BYTES + 1)];
        var length = 0;
        try (InputStream in = request.getInputStream()) {
            while (true) {
                var read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return Arrays.copyOf(bytes, length);
                }
                length += read;
                if (length > MOST_BYTES) {
                    throw new Problem.TooLarge().exception();
                }
                if (System.nanoTime() > end) {
                    throw new Problem.TooSlow().exception();
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, MOST_BYTES + 1));
                }
            }
        } catch (IOException e) {
            if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
                throw new Problem.TooSlow().exception();
            }
            throw new Problem.BadRequest("The body ended before it was complete.").exception();
        }
    }

    private static JsonNode json(byte[] bytes) {
        var text = text(bytes);
        if (text.isBlank()) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw new Problem.BadRequest("The body is not valid JSON.").exception();
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem.BadRequest("The body is not valid UTF-8.").exception();
        }
    }

    private static RuntimeException unsupported(String message) {
        return new Problem.UnsupportedMediaType(message).exception();
    }
}
