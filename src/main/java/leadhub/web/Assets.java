package leadhub.web;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/** Style sheets, scripts and fonts, each under a path that changes with its content, so that browsers can cache it forever. */
@Component
public final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.ofEntries(
            entry("htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            entry("sortable.js", WEBJARS + "sortablejs/1.15.6/Sortable.min.js"),
            entry("chart.js", WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js"),
            entry("toasts.js", "/panel/toasts.js"),
            entry("requests.js", "/panel/requests.js"),
            entry("listbox.js", "/panel/listbox.js"),
            entry("palette.js", "/panel/palette.js"),
            entry("edits.js", "/panel/edits.js"),
            entry("home.js", "/panel/home.js"),
            entry("inbox.js", "/panel/inbox.js"),
            entry("uploads.js", "/panel/uploads.js"),
            entry("lists.js", "/panel/lists.js"),
            entry("table.js", "/panel/table.js"),
            entry("tablenews.js", "/panel/tablenews.js"),
            entry("lost.js", "/panel/lost.js"),
            entry("composer.js", "/panel/composer.js"),
            entry("theme.js", "/panel/theme.js"),
            entry("form.css", "/forms/form.css"),
            entry("again.js", "/site/again.js"),
            entry("plain.css", "/bots/plain.css"),
            entry("icon.svg", "/panel/icon.svg"),
            entry("inter-latin.woff2", "/fonts/inter-latin.woff2"),
            entry("inter-latin-ext.woff2", "/fonts/inter-latin-ext.woff2"),
            entry("inter-vietnamese.woff2", "/fonts/inter-vietnamese.woff2"),
            entry("inter-greek.woff2", "/fonts/inter-greek.woff2"),
            entry("inter-cyrillic.woff2", "/fonts/inter-cyrillic.woff2"));
    /** What is several files, so that each is short and a page asks for one. */
    private static final Map<String, List<String>> JOINED = Map.of(
            "form.js",
            List.of("/site/work.js", "/forms/conditions.js", "/forms/typos.js", "/forms/form.js"),
            "panel.js",
            List.of(
                    "/panel/panel.js",
                    "/panel/picks.js",
                    "/panel/cells.js",
                    "/panel/keys.js",
                    "/panel/sorting.js",
                    "/panel/builder.js",
                    "/panel/controls.js",
                    "/panel/segments.js"),
            "board.js",
            List.of("/panel/board.js", "/panel/boardkeys.js"),
            "panel.css",
            List.of(
                    "/panel/tokens.css",
                    "/panel/parts.css",
                    "/panel/layers.css",
                    "/panel/panel.css",
                    "/panel/leads.css",
                    "/panel/table.css",
                    "/panel/lead.css",
                    "/panel/automations.css",
                    "/panel/integrations.css",
                    "/panel/imports.css",
                    "/panel/inbox.css"));

    private static final Pattern OWN_URL = Pattern.compile("url\\(([a-z0-9.-]+)\\)");

    private final Map<String, Packed> packed = new ConcurrentHashMap<>();

    /** A file, compressed unless it is so by itself, and the hash of its content. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packed(byte[] bytes, boolean isGzip, String version) {}

    /** The path of a file. */
    public String path(String name) {
        return "/assets/" + packed(name).version() + "/" + name;
    }

    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (!FILES.containsKey(name) && !JOINED.containsKey(name)) {
            response.sendError(404);
            return;
        }
        var file = packed(name);
        response.setContentType(type(name));
        response.setHeader(
                "Cache-Control",
                path.equals("/" + file.version() + "/" + name) ? "public, max-age=31536000, immutable" : "no-cache");
        var bytes = file.bytes();
        if (file.isGzip()) {
            response.setHeader("Vary", "Accept-Encoding");
            var accepted = request.getHeader("Accept-Encoding");
            if (accepted != null && accepted.contains("gzip")) {
                response.setHeader("Content-Encoding", "gzip");
            } else {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "text/javascript;charset=UTF-8";
        };
    }

    private Packed packed(String name) {
        var known = packed.get(name);
        if (known != null) {
            return known;
        }
        // A style sheet packs the fonts that it names meanwhile.
        var made = pack(name);
        packed.put(name, made);
        return made;
    }

    private Packed pack(String name) {
        var parts = JOINED.get(name);
        if (parts != null) {
            return compressed(parts.stream().map(file -> text(read(file))).collect(Collectors.joining()));
        }
        var bytes = read(Objects.requireNonNull(FILES.get(name), name));
        return name.endsWith(".woff2") ? new Packed(bytes, false, version(bytes)) : compressed(text(bytes));
    }

    /** A map of the minified file would be one more request, to a file that isn't served. */
    private Packed compressed(String text) {
        var own = OWN_URL.matcher(text).replaceAll(found -> "url(" + path(found.group(1)) + ")");
        var bytes = own.replaceAll("(?m)(//|/\\*)# sourceMappingURL=.*$", "").getBytes(UTF_8);
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Packed(gzip.toByteArray(), true, version(bytes));
    }

    private static byte[] read(String file) {
        try (var in = Assets.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static String version(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
