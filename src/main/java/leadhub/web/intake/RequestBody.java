package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a request: bounded in size and time, as JSON or as a form.
 *
 * <p>Limits: 1 MiB unless a route takes more, of strangers 16 KiB; 200,000 values of JSON; 10 s in all, however it trickles, and then up to as long
 * again if it stops just before; and the memory that all bodies share ({@link BodyMemory}).
 */
@Component
public final class RequestBody {
    /** How long a body may be where nothing else is said; bytes. */
    public static final int USUAL = 1 << 20;

    private static final int FIRST_BYTES = 2048;
    /** The bytes, their text, the texts in what is read, and a buffer that grows. */
    static final int WEIGHT = 4;

    private final Duration deadline;
    private final BodyMemory memory;

    RequestBody(@Value("${leadhub.body-deadline:10s}") Duration deadline, BodyMemory memory) {
        this.deadline = deadline;
        this.memory = memory;
    }

    /** How long a body may take, and how long a client may be silent. */
    Duration deadline() {
        return deadline;
    }

    /** What was sent: its bytes, and what they mean. */
    public record Read(byte[] bytes, JsonNode node) {}

    public static Read none() {
        return new Read(new byte[0], Json.MAPPER.createObjectNode());
    }

    public Read read(HttpServletRequest request, boolean readsForms) {
        return read(request, readsForms, USUAL);
    }

    /** @param mostKnown how long a body may be of somebody we know */
    public Read read(HttpServletRequest request, boolean readsForms, int mostKnown) {
        var sender = Sender.of(request);
        var most = sender == Sender.KNOWN ? mostKnown : sender.mostBytes();
        if (request.getContentLengthLong() > most) {
            throw new Problem.TooLarge().exception();
        }
        var type = BodyType.of(request, readsForms);
        var part = memory.part(request);
        return parse(request.getContentType(), type, bytes(request, most, part), part);
    }

    /**
     * Reads a body as it came, for signatures.
     *
     * @param most bytes
     */
    public SentBody readRaw(HttpServletRequest request, int most) {
        if (request.getContentLengthLong() > most) {
            throw new Problem.TooLarge().exception();
        }
        var part = memory.part(request);
        var bytes = bytes(request, most, part);
        return new SentBody(
                bytes,
                () -> parse(request.getContentType(), BodyType.of(request, true), bytes, part)
                        .node(),
                () -> parse(null, MediaType.APPLICATION_JSON, bytes, part).node());
    }

    /** Waits for a body that nobody asked for, so that an answer that lasts begins behind it. */
    public void skip(HttpServletRequest request) {
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            readRaw(request, Sender.of(request).mostBytes());
        }
    }

    private static Read parse(@Nullable String contentType, MediaType type, byte[] bytes, BodyMemory.Part part) {
        if (type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            return new Read(bytes, FormBody.urlEncoded(bytes));
        }
        if (type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return new Read(bytes, FormBody.multipart(bytes, String.valueOf(contentType)));
        }
        part.growTo((long) WEIGHT * bytes.length + JsonValues.memory(bytes));
        return new Read(bytes, json(bytes));
    }

    /** The fields of a page's form. */
    public JsonNode readForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null
                ? Json.MAPPER.createObjectNode()
                : read(request, true).node();
    }

    private byte[] bytes(HttpServletRequest request, int most, BodyMemory.Part part) {
        var open = OpenRequest.current();
        if (open != null) {
            open.await(Sender.of(request));
        }
        try (InputStream in = request.getInputStream()) {
            return bytes(in, most, part);
        } catch (IOException e) {
            throw brokenOff(e, open);
        } finally {
            if (open != null) {
                open.resume();
            }
        }
    }

    /** Why a body didn't come to its end. */
    static ProblemException brokenOff(IOException e, @Nullable OpenRequest open) {
        if (open != null && open.isShed()) {
            return new Problem.Unavailable(OpenRequest.RETRY_AFTER).exception();
        }
        if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
            return new Problem.TooSlow().exception();
        }
        return new Problem.BadRequest(Refusal.of("body.incomplete")).exception();
    }

    /** The buffer grows with what arrives; what was declared costs nothing. */
    private byte[] bytes(InputStream in, int most, BodyMemory.Part part) throws IOException {
        var end = System.nanoTime() + deadline.toNanos();
        var bytes = new byte[FIRST_BYTES];
        part.growTo((long) WEIGHT * bytes.length);
        var length = 0;
        while (true) {
            var read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
            if (length > most) {
                throw new Problem.TooLarge().exception();
            }
            if (System.nanoTime() > end) {
                throw new Problem.TooSlow().exception();
            }
            if (length == bytes.length) {
                var larger = Math.min(bytes.length * 2, most + 1);
                part.growTo((long) WEIGHT * larger);
                bytes = Arrays.copyOf(bytes, larger);
            }
        }
    }

    static JsonNode json(byte[] bytes) {
        var text = text(bytes);
        if (text.isBlank()) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw new Problem.BadRequest(Refusal.of("body.malformed")).exception();
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem.BadRequest(Refusal.of("body.bytes")).exception();
        }
    }
}
