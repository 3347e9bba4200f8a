package leadhub.integrations.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.outside.AllowedAddresses;
import leadhub.outside.OutsideFailure;
import leadhub.outside.OutsideHttp;
import leadhub.outside.OutsideOutcome;
import leadhub.outside.OutsideRequest;
import leadhub.outside.OutsideUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks providers' APIs, in no transaction.
 *
 * <p>Limits: 15 s a call, 4 MiB an answer, 12 MiB a file, 4 calls at once to a host and 20 in all, of what strangers send as many beside, and of access tokens; a pause that a provider asks for is a day at most.
 */
@Component
public final class ProviderHttp implements DisposableBean {
    private static final OutsideRequest.Most MOST = new OutsideRequest.Most(4 << 20);
    private static final OutsideRequest.Most MOST_OF_FILE = new OutsideRequest.Most(12 << 20);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int AT_ONCE_TO_HOST = 4;
    private static final int AT_ONCE = 20;
    /** Of the 15 s that a call may take. */
    private static final Duration PATIENCE_FOR_TOKENS = Duration.ofSeconds(10);

    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);
    private static final long MOST_PAUSE_SECONDS = Duration.ofDays(1).toSeconds();

    private final OutsideHttp http;
    /** Files that strangers send have connections of their own: a host of theirs that hangs keeps no message waiting. */
    private final OutsideHttp files;
    /** Access tokens, which many workspaces ask one host for: whoever finds no room waits for it. */
    private final OutsideHttp tokens;

    ProviderHttp(AllowedAddresses allowed) {
        this.http = OutsideHttp.withRoomFor(allowed, AT_ONCE_TO_HOST, AT_ONCE);
        this.files = OutsideHttp.withRoomFor(allowed, AT_ONCE_TO_HOST, AT_ONCE);
        this.tokens = OutsideHttp.withRoomFor(allowed, AT_ONCE_TO_HOST, AT_ONCE, PATIENCE_FOR_TOKENS);
    }

    /** What a provider answered; an object without members where it was no JSON. */
    public record Answer(int status, JsonNode json, Map<String, String> headers) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The same, unless its status says that it failed, as most providers mean it. */
        public Answer orFail() {
            if (isSuccess()) {
                return this;
            }
            throw failure(null);
        }

        /** @param code the provider's own for what went wrong; null for none */
        public ProviderFailure failure(@Nullable String code) {
            var says = "HTTP " + status + (code == null ? "" : ", code " + code);
            if (status == 401) {
                return ProviderFailure.token(says);
            }
            return status == 408 || status == 429 || status >= 500
                    ? ProviderFailure.later(says, pause())
                    : ProviderFailure.refused(says);
        }

        /** What {@code Retry-After} says in seconds, or else {@code X-RateLimit-Reset}; null where neither does. */
        public @Nullable Duration pause() {
            var asked = seconds("retry-after");
            return asked != null ? asked : status == 429 ? seconds("x-ratelimit-reset") : null;
        }

        private @Nullable Duration seconds(String header) {
            var seconds = headers.getOrDefault(header, "").strip();
            return seconds.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), MOST_PAUSE_SECONDS))
                    : null;
        }
    }

    /** A file that a provider handed over; an error is an {@link Answer}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record File(byte[] bytes) {}

    /** Reads an address. */
    public Answer get(URI target, Map<String, String> headers) {
        return read(sent(request("GET", target, headers, new byte[0], MOST)));
    }

    /** Posts JSON. */
    public Answer post(URI target, Map<String, String> headers, JsonNode body) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return read(sent(request("POST", target, all, Json.MAPPER.writeValueAsBytes(body), MOST)));
    }

    /** Posts the fields of a form. */
    public Answer postForm(URI target, Map<String, String> headers, Map<String, String> fields) {
        return read(sent(formRequest(target, headers, fields)));
    }

    /** The same to who hands out access tokens. */
    public Answer postTokenForm(URI target, Map<String, String> headers, Map<String, String> fields) {
        return read(answered(outcome(tokens, formRequest(target, headers, fields))));
    }

    private static OutsideRequest formRequest(URI target, Map<String, String> headers, Map<String, String> fields) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        return request("POST", target, all, form(fields).getBytes(StandardCharsets.US_ASCII), MOST);
    }

    /** Posts JSON to who answers as they like. */
    public Answer tell(URI target, JsonNode body) {
        var headers = Map.of("Content-Type", "application/json; charset=utf-8");
        var answered = sent(request("POST", target, headers, Json.MAPPER.writeValueAsBytes(body), MOST));
        return new Answer(answered.status(), Json.MAPPER.createObjectNode(), headersOf(answered));
    }

    /**
     * Reads a file.
     *
     * @param error what to make of an answer that is JSON or whose status says that it failed
     */
    public File download(URI target, Map<String, String> headers, Function<Answer, ProviderFailure> error) {
        var answered = sent(request("GET", target, headers, new byte[0], MOST_OF_FILE));
        var isJson = answered.header("content-type").orElse("").startsWith("application/json");
        if (isJson || !answered.isSuccess()) {
            throw error.apply(read(answered));
        }
        return new File(answered.body());
    }

    /** Reads a file of whatever type; empty for one that is larger than is taken. */
    public Optional<byte[]> file(URI target, Map<String, String> headers) {
        return file(asked(target, headers));
    }

    /** The same of one that may lie elsewhere: where its provider sends us is asked once, without the headers. */
    public Optional<byte[]> fileElsewhere(URI target, Map<String, String> headers) {
        var outcome = asked(target, headers);
        if (!(outcome instanceof OutsideOutcome.Answered answered) || !REDIRECTS.contains(answered.status())) {
            return file(outcome);
        }
        var place = answered.header("location").orElse("");
        try {
            return file(OutsideUrl.parse(place).orElseThrow(() -> ProviderFailure.refused("no address")), Map.of());
        } catch (ProviderFailure e) {
            // Nobody was signed in there: that says nothing of the integration's token.
            throw e.kind() == ProviderFailure.Kind.TOKEN ? ProviderFailure.refused(e.say()) : e;
        }
    }

    private OutsideOutcome asked(URI target, Map<String, String> headers) {
        return outcome(files, request("GET", target, headers, new byte[0], MOST_OF_FILE));
    }

    private static Optional<byte[]> file(OutsideOutcome outcome) {
        if (outcome instanceof OutsideOutcome.Failed(var failure, var took) && failure == OutsideFailure.TOO_LARGE) {
            return Optional.empty();
        }
        var answered = answered(outcome);
        if (answered.isSuccess()) {
            return Optional.of(answered.body());
        }
        if (answered.status() == 404 || answered.status() == 410) {
            throw ProviderFailure.missing("HTTP " + answered.status());
        }
        throw read(answered).failure(null);
    }

    private OutsideOutcome.Answered sent(OutsideRequest request) {
        return answered(outcome(http, request));
    }

    private static OutsideOutcome outcome(OutsideHttp http, OutsideRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A transaction would wait for a provider.");
        }
        return http.send(request);
    }

    private static OutsideOutcome.Answered answered(OutsideOutcome outcome) {
        return switch (outcome) {
            case OutsideOutcome.Answered answered -> answered;
            case OutsideOutcome.Failed(var failure, var took)
            when failure == OutsideFailure.BUSY -> throw ProviderFailure.later(failure.word(), WHILE_BUSY);
            case OutsideOutcome.Failed(var failure, var took)
            when failure == OutsideFailure.ADDRESS_NOT_ALLOWED -> throw ProviderFailure.refused(failure.word());
            case OutsideOutcome.Failed(var failure, var took) -> throw ProviderFailure.later(failure.word(), null);
        };
    }

    /** A token that is no header, such as one of two lines, is none that a provider takes. */
    private static OutsideRequest request(
            String method, URI target, Map<String, String> headers, byte[] body, OutsideRequest.Most most) {
        try {
            return new OutsideRequest(method, target, headers, body, most);
        } catch (IllegalArgumentException e) {
            throw ProviderFailure.refused("the address or the token can't be sent");
        }
    }

    private static Answer read(OutsideOutcome.Answered answered) {
        var headers = headersOf(answered);
        try {
            return new Answer(answered.status(), Json.MAPPER.readTree(answered.body()), headers);
        } catch (JacksonException e) {
            if (answered.isSuccess()) {
                throw ProviderFailure.later("no JSON", null);
            }
            return new Answer(answered.status(), Json.MAPPER.createObjectNode(), headers);
        }
    }

    private static Map<String, String> headersOf(OutsideOutcome.Answered answered) {
        return answered.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().getFirst()));
    }

    /** An address below a base, with its query encoded. */
    public static URI uri(String base, String path, Map<String, String> query) {
        var text = form(query);
        return uri(base, path + (text.isEmpty() ? "" : "?" + text));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The header by which somebody signs in with a name and a password. */
    public static Map<String, String> basic(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** An address below a base whose query is encoded already. */
    public static URI uri(String base, String rest) {
        return OutsideUrl.parse(base.replaceFirst("/+$", "") + rest)
                .orElseThrow(() -> ProviderFailure.refused("the address of its API is none"));
    }

    /** A part of a path, encoded. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void destroy() throws IOException {
        http.close();
        files.close();
        tokens.close();
    }
}
