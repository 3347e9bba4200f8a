package leadhub.forms.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A store that speaks S3, over HTTP: it looks at signatures and checksums, lists in parts, and fails when it is told to. */
final class S3Double implements AutoCloseable {
    static final String BUCKET = "leadhub-files";
    static final String ACCESS_KEY = "AKIADOUBLE";
    static final String SECRET_KEY = "a secret of the store";

    private static final int PART = 2;
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/s3/aws4_request,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    /** Answered instead of anything else; 0 for nothing. */
    volatile int failsWith;

    /** Whether it begins to answer with a file and ends in its middle. */
    volatile boolean breaksOff;

    /** Whether what it stores differs from what was sent. */
    volatile boolean changesBodies;

    /** Whether it takes requests and doesn't answer. */
    volatile boolean isSilent;

    /** Whether it begins its answers and doesn't end them. */
    volatile boolean stopsInAnswers;

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    private S3Double(HttpServer server) {
        this.server = server;
    }

    static S3Double open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var store = new S3Double(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", store::handle);
        server.start();
        return store;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings of a server that keeps its files here. */
    Map<String, Object> settings() {
        return Map.of(
                "--files-s3-endpoint", endpoint(),
                "--files-s3-bucket", BUCKET,
                "--files-s3-access-key", ACCESS_KEY,
                "--files-s3-secret-key", SECRET_KEY);
    }

    Map<String, byte[]> objects() {
        return objects;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            asked.incrementAndGet();
            if (isSilent) {
                keepSilent();
            }
            if (stopsInAnswers) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('<');
                exchange.getResponseBody().flush();
                keepSilent();
            }
            var status = failsWith > 0 ? failsWith : isSigned(exchange, body) ? 0 : 403;
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            var path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/" + BUCKET)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer(exchange, path.replaceFirst("^/" + BUCKET + "/?", ""), body);
        }
    }

    /** How many requests have come. */
    int asked() {
        return asked.get();
    }

    /** Whoever waits is answered now. */
    void speakAgain() {
        isSilent = false;
        silence.countDown();
    }

    private void keepSilent() throws IOException {
        try {
            silence.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange, String key, byte[] body) throws IOException {
        var content = key.isEmpty() ? list(exchange) : objects.get(key);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(key, body);
                exchange.sendResponseHeaders(200, -1);
            }
            case "DELETE" -> {
                objects.remove(key);
                exchange.sendResponseHeaders(204, -1);
            }
            case "GET", "HEAD" -> {
                if (content == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(200, -1);
                } else {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content, 0, breaksOff ? content.length / 2 : content.length);
                }
            }
            default -> exchange.sendResponseHeaders(405, -1);
        }
    }

    /** Two keys at a time, so that whoever reads it has to go on. */
    private byte[] list(HttpExchange exchange) {
        var asked = query(exchange);
        var after = asked.getOrDefault("continuation-token", "");
        var keys = objects.keySet().stream()
                .filter(key -> key.startsWith(asked.getOrDefault("prefix", "")) && key.compareTo(after) > 0)
                .toList();
        var some = keys.subList(0, Math.min(PART, keys.size()));
        var xml = some.stream()
                .map(key -> "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>")
                .collect(Collectors.joining());
        var next = keys.size() > PART ? "<NextContinuationToken>" + some.getLast() + "</NextContinuationToken>" : "";
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>" + xml + next + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new TreeMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** As Amazon's reference tells a store to look at it. */
    private boolean isSigned(HttpExchange exchange, byte[] sent) {
        var headers = exchange.getRequestHeaders();
        var found = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        var body = changesBodies ? Arrays.copyOf(sent, sent.length + 1) : sent;
        if (!found.matches() || !found.group(1).equals(ACCESS_KEY)) {
            return false;
        }
        var hash = hex(sha256(body));
        var time = String.valueOf(headers.getFirst("x-amz-date"));
        var uri = exchange.getRequestURI();
        var request = exchange.getRequestMethod() + "\n" + uri.getRawPath() + "\n"
                + (uri.getRawQuery() == null ? "" : uri.getRawQuery()) + "\n";
        for (var name : found.group(4).split(";")) {
            request += name + ":" + headers.getFirst(name) + "\n";
        }
        request += "\n" + found.group(4) + "\n" + hash;
        var scope = found.group(2) + "/" + found.group(3) + "/s3/aws4_request";
        var text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(request)));
        var key = bytes("AWS4" + SECRET_KEY);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return hash.equals(headers.getFirst("x-amz-content-sha256"))
                && hex(hmac(key, text)).equals(found.group(5));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
    }
}
