package leadhub.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A path with {@code {names}} in place of values. */
public record PathTemplate(List<String> segments) {
    public static PathTemplate of(String text) {
        return new PathTemplate(segmentsOf(text));
    }

    /** The values in the template's places, still percent-encoded; empty if the path is another one. */
    public Optional<List<String>> match(List<String> path) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        for (var i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                values.add(path.get(i));
            } else if (!segments.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** A trailing slash doesn't count. */
    public static List<String> segmentsOf(String path) {
        var end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        return List.of(path.substring(1, Math.max(1, end)).split("/", -1));
    }
}
