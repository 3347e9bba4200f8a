package leadhub.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A surface's routes, found by path. Templates are parsed once; of two that fit, the more specific one comes first. A place is a whole segment. */
public final class RouteTable<R extends RouteTable.Line> {
    /** Segments stay as they were sent: an encoded slash, or a semicolon, is part of a tag's name. */
    private static final PathContainer.Options AS_SENT = PathContainer.Options.create('/', false);

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern SPECIAL = Pattern.compile("[{}*?]");

    private final List<R> routes;
    private final Map<Integer, List<Entry<R>>> byLength = new HashMap<>();

    /** One method of one path; a template is the path with {@code {names}} in place of values. */
    public interface Line {
        String method();

        String template();
    }

    /** A route, and the values that stood in its path's places, still percent-encoded. */
    public record Match<R>(R route, List<String> values) {}

    private record Entry<R>(PathPattern pattern, List<Integer> places, Map<String, R> byMethod) {}

    public RouteTable(List<R> routes) {
        this.routes = List.copyOf(routes);
        var parser = new PathPatternParser();
        parser.setPathOptions(AS_SENT);
        var byTemplate = new LinkedHashMap<String, Entry<R>>();
        var shapes = new HashSet<String>();
        for (var route : routes) {
            if (!shapes.add(route.method() + " " + shape(route.template()))) {
                throw new IllegalStateException("Twice: " + route.method() + " " + route.template());
            }
            var entry = byTemplate.computeIfAbsent(
                    route.template(),
                    template -> new Entry<>(parser.parse(template), places(template), new LinkedHashMap<>()));
            entry.byMethod().put(route.method(), route);
        }
        byTemplate.forEach(
                (template, entry) -> byLength.computeIfAbsent(segments(template).size(), length -> new ArrayList<>())
                        .add(entry));
        byLength.values()
                .forEach(entries ->
                        entries.sort((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.pattern(), b.pattern())));
    }

    /** What a path offers. A trailing slash doesn't count. */
    public Found<R> find(String path) {
        var end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        var sent = PathContainer.parsePath(path.substring(0, end), AS_SENT);
        var segments = segments(sent);
        var offers = new ArrayList<Found.Offer<R>>(1);
        for (var entry : byLength.getOrDefault(segments.size(), List.of())) {
            if (entry.pattern().matches(sent)) {
                var values = entry.places().stream().map(segments::get).toList();
                offers.add(new Found.Offer<>(entry.byMethod(), values));
            }
        }
        return new Found<>(offers);
    }

    /** Every route there is, in the order in which they were declared. */
    public List<R> all() {
        return routes;
    }

    /** What the container is to hand over: everything that begins with one of the routes' first segments. */
    public Set<String> urlPatterns() {
        var patterns = new LinkedHashSet<String>();
        for (var route : routes) {
            var segments = segments(route.template());
            // An empty pattern is the root alone.
            patterns.add(segments.isEmpty() ? "" : "/" + segments.getFirst());
            if (!segments.isEmpty()) {
                patterns.add("/" + segments.getFirst() + "/*");
            }
        }
        return patterns;
    }

    /** The path of a template with these values, percent-encoded, in its places. */
    public static String path(String template, List<String> values) {
        var left = values.iterator();
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(left.next()));
    }

    /** What a template matches, whatever its places are called; refuses one whose places are no whole segments. */
    private static String shape(String template) {
        return segments(template).stream()
                .map(segment -> {
                    if (PLACE.matcher(segment).matches()) {
                        return "{}";
                    }
                    if (SPECIAL.matcher(segment).find()) {
                        throw new IllegalStateException("No whole segment: " + segment + " in " + template);
                    }
                    return segment;
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    private static List<Integer> places(String template) {
        var segments = segments(template);
        var places = new ArrayList<Integer>();
        for (var i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith("{")) {
                places.add(i);
            }
        }
        return places;
    }

    private static List<String> segments(String path) {
        return segments(PathContainer.parsePath(path, AS_SENT));
    }

    private static List<String> segments(PathContainer path) {
        var segments = new ArrayList<String>();
        for (var element : path.elements()) {
            if (element instanceof PathContainer.PathSegment) {
                segments.add(element.value());
            }
        }
        return segments;
    }

    /** What a path offers: a route for each method, none where there is no such path. */
    public static final class Found<R extends Line> {
        private final List<Offer<R>> offers;

        private record Offer<R>(Map<String, R> byMethod, List<String> values) {}

        private Found(List<Offer<R>> offers) {
            this.offers = offers;
        }

        public boolean isEmpty() {
            return offers.isEmpty();
        }

        /** The route for a method; HEAD works wherever GET does. */
        public Optional<Match<R>> method(String method) {
            var name = method.equals("HEAD") ? "GET" : method;
            for (var offer : offers) {
                var route = offer.byMethod().get(name);
                if (route != null) {
                    return Optional.of(new Match<>(route, offer.values()));
                }
            }
            return Optional.empty();
        }

        /** What may be asked of the path, for {@code Allow}. */
        public Set<String> allowed() {
            var methods = new LinkedHashSet<String>();
            offers.forEach(offer -> methods.addAll(offer.byMethod().keySet()));
            var allowed = new LinkedHashSet<String>();
            // First, whoever of several declared it.
            if (methods.contains("GET")) {
                allowed.add("GET");
            }
            allowed.addAll(methods);
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            allowed.add("OPTIONS");
            return allowed;
        }

        public boolean any(Predicate<R> test) {
            for (var offer : offers) {
                for (var route : offer.byMethod().values()) {
                    if (test.test(route)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
