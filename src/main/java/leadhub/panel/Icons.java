package leadhub.panel;

import gg.jte.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Tabler's outlined icons, written into the page so that they take its colour and need no request. */
final class Icons {
    private static final String FOLDER = "/META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private Icons() {}

    static Content icon(String name) {
        var svg = READ.computeIfAbsent(name, Icons::read);
        return output -> output.writeContent(svg);
    }

    private static String read(String name) {
        try (var in = Icons.class.getResourceAsStream(FOLDER + name + ".svg")) {
            var svg = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return svg.substring(svg.indexOf("<svg"))
                    .replaceFirst("<svg", "<svg aria-hidden=\"true\" focusable=\"false\"")
                    .replaceFirst("class=\"[^\"]*\"", "class=\"icon\"")
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
