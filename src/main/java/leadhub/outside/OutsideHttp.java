package leadhub.outside;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Calls addresses that somebody typed, who may be a stranger or mean ill: only allowed addresses are dialled, no redirect
 * is followed, no cookie kept, no connection used twice, and whatever the other side does ends in time and in bounds.
 *
 * <p>Limits: 15 s for all of a call unless it says otherwise, a minute at most, 5 s of it to be connected; 100 headers of 8 KiB; the body as the request says; as many
 * calls at once to a host and port, and in all, as its maker says.
 */
public final class OutsideHttp implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Long enough for a thread that has to wait for the processor. */
    private static final Duration AT_ONCE_OR_NEVER = Duration.ofMillis(100);

    private static final int MOST_HEADERS = 100;
    private static final int MOST_LINE = 8_192;

    private final Limits limits;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** How long a call may take, how much of it until it is connected, and how many may be under way; how long one waits for room. */
    record Limits(Duration deadline, Duration connect, int atOnceToHost, int atOnce, Duration patience) {
        Limits(Duration deadline, Duration connect, int atOnceToHost, int atOnce) {
            this(deadline, connect, atOnceToHost, atOnce, AT_ONCE_OR_NEVER);
        }
    }

    /** Believes the authorities that Java believes. */
    public static OutsideHttp withRoomFor(AllowedAddresses allowed, int atOnceToHost, int atOnce) {
        return withRoomFor(allowed, atOnceToHost, atOnce, AT_ONCE_OR_NEVER);
    }

    /** The same whose calls wait for room that long, within their deadline. */
    public static OutsideHttp withRoomFor(AllowedAddresses allowed, int atOnceToHost, int atOnce, Duration patience) {
        var limits = new Limits(DEADLINE, CONNECT, atOnceToHost, atOnce, patience);
        return new OutsideHttp(allowed, SSLContexts.createSystemDefault(), limits);
    }

    OutsideHttp(InetAddressFilter allowed, SSLContext tls, Limits limits) {
        this.limits = limits;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new AllowedNames(allowed))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(MOST_LINE)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(LONGEST))
                        .build())
                .setMaxConnPerRoute(limits.atOnceToHost())
                .setMaxConnTotal(limits.atOnce())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                // Two workspaces may call one host, and what is left over of one call is none of the other's.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.patience()))
                        .build())
                .setUserAgent("LeadHub")
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableRedirectHandling()
                .build();
    }

    /** Calls, and waits for what comes of it; in no transaction, for it may take as long as the deadline. */
    public OutsideOutcome send(OutsideRequest request) {
        return send(request, limits.deadline());
    }

    /** The same for one that may take another time than usual. */
    public OutsideOutcome send(OutsideRequest request, Duration deadline) {
        var started = System.nanoTime();
        var call = call(request);
        var answer =
                threads.submit(() -> client.execute(host(request), call, response -> read(response, request, call)));
        try {
            var read = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new OutsideOutcome.Answered(read.status(), read.headers(), read.body(), since(started));
        } catch (TimeoutException e) {
            call.cancel();
            return new OutsideOutcome.Failed(OutsideFailure.DEADLINE, since(started));
        } catch (ExecutionException e) {
            return new OutsideOutcome.Failed(failure(Objects.requireNonNullElse(e.getCause(), e)), since(started));
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return new OutsideOutcome.Failed(OutsideFailure.BROKEN, since(started));
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() throws IOException {
        client.close();
        threads.shutdownNow();
    }

    private static HttpHost host(OutsideRequest request) {
        var target = request.target();
        return new HttpHost(target.getScheme(), target.getHost(), target.getPort());
    }

    private static HttpUriRequestBase call(OutsideRequest request) {
        var call = new HttpUriRequestBase(request.method(), request.target());
        request.headers().forEach(call::setHeader);
        if (request.body().length > 0) {
            // Its type is one of the headers.
            call.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return call;
    }

    private record Read(int status, Map<String, List<String>> headers, byte[] body) {}

    private static Read read(ClassicHttpResponse response, OutsideRequest request, HttpUriRequestBase call)
            throws IOException {
        try {
            return read(response, request.most());
        } catch (IOException e) {
            // Otherwise the rest is read when the answer is closed, and it may be any length.
            call.cancel();
            throw e;
        }
    }

    private static Read read(ClassicHttpResponse response, OutsideRequest.Most most) throws IOException {
        var headers = new HashMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        var entity = response.getEntity();
        if (entity == null) {
            return new Read(response.getCode(), headers, new byte[0]);
        }
        var packed = "gzip".equalsIgnoreCase(entity.getContentEncoding());
        var content = entity.getContent();
        // What was packed is bounded too: much may unpack to nothing.
        var unpacked = packed ? new GZIPInputStream(new BoundedInput(content, most.bytes(), TooLarge::new)) : content;
        var in = new BoundedInput(unpacked, most.bytes(), TooLarge::new);
        if (most.end() != null) {
            var lines = BoundedInput.readLines(in, most.end());
            // Without it, closing the answer hangs up at once; with it, the rest would be read first.
            response.setEntity(null);
            return new Read(response.getCode(), headers, lines);
        }
        var body = in.readNBytes(most.kept());
        in.transferTo(OutputStream.nullOutputStream());
        return new Read(response.getCode(), headers, body);
    }

    private static OutsideFailure failure(Throwable cause) {
        return switch (cause) {
            case AllowedNames.NotAllowed e -> OutsideFailure.ADDRESS_NOT_ALLOWED;
            case UnknownHostException e -> OutsideFailure.UNKNOWN_HOST;
            case ConnectionRequestTimeoutException e -> OutsideFailure.BUSY;
            case SSLException e -> OutsideFailure.TLS;
            case SocketTimeoutException e -> OutsideFailure.DEADLINE;
            case TooLarge e -> OutsideFailure.TOO_LARGE;
            case ConnectException e -> OutsideFailure.UNREACHABLE;
            case NoRouteToHostException e -> OutsideFailure.UNREACHABLE;
            case InterruptedIOException e -> OutsideFailure.DEADLINE;
            default -> OutsideFailure.BROKEN;
        };
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
