package leadhub.web;

import static java.util.Map.entry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/** Style sheets and scripts, each under a path that changes with its content, so that browsers can cache it forever. */
@Component
public final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.ofEntries(
            entry("tabler.css", WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css"),
            entry("tabler.rtl.css", WEBJARS + "tabler__core/1.4.0/dist/css/tabler.rtl.min.css"),
            entry("htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            entry("sortable.js", WEBJARS + "sortablejs/1.15.6/Sortable.min.js"),
            entry("chart.js", WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js"),
            entry("panel.css", "/panel/panel.css"),
            entry("toasts.js", "/panel/toasts.js"),
            entry("requests.js", "/panel/requests.js"),
            entry("panel.js", "/panel/panel.js"),
            entry("listbox.js", "/panel/listbox.js"),
            entry("edits.js", "/panel/edits.js"),
            entry("board.js", "/panel/board.js"),
            entry("home.js", "/panel/home.js"),
            entry("theme.js", "/panel/theme.js"),
            entry("form.css", "/forms/form.css"),
            entry("form.js", "/forms/form.js"),
            entry("icon.svg", "/static/docs/icon.svg"));

    private final Map<String, Packed> packed = new ConcurrentHashMap<>();

    /** A compressed file and the hash of its content. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packed(byte[] gzip, String version) {}

    /** The path of a file. */
    public String path(String name) {
        return "/assets/" + packed(name).version() + "/" + name;
    }

    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (!FILES.containsKey(name)) {
            response.sendError(404);
            return;
        }
        var file = packed(name);
        response.setContentType(type(name));
        response.setHeader(
                "Cache-Control",
                path.equals("/" + file.version() + "/" + name) ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        var accepted = request.getHeader("Accept-Encoding");
        var bytes = file.gzip();
        if (accepted != null && accepted.contains("gzip")) {
            response.setHeader("Content-Encoding", "gzip");
        } else {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String type(String name) {
        if (name.endsWith(".css")) {
            return "text/css;charset=UTF-8";
        }
        return name.endsWith(".svg") ? "image/svg+xml" : "text/javascript;charset=UTF-8";
    }

    private Packed packed(String name) {
        return packed.computeIfAbsent(name, Assets::pack);
    }

    private static Packed pack(String name) {
        var file = Objects.requireNonNull(FILES.get(name), name);
        try (var in = Assets.class.getResourceAsStream(file)) {
            // A map of the minified file would be one more request, to a file that isn't served.
            var bytes = withoutMap(Objects.requireNonNull(in, file).readAllBytes());
            var gzip = new ByteArrayOutputStream();
            try (var out = new GZIPOutputStream(gzip)) {
                out.write(bytes);
            }
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Packed(gzip.toByteArray(), HexFormat.of().formatHex(hash, 0, 6));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withoutMap(byte[] bytes) {
        var text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        return text.replaceAll("(?m)(//|/\\*)# sourceMappingURL=.*$", "")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
