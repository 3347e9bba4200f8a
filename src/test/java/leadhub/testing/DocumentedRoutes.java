package leadhub.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One OpenAPI file, made ready to check answers: every route, its methods and what they may answer. */
final class DocumentedRoutes {
    /** What one method of one path may answer, by status. */
    record Operation(boolean open, Map<Integer, DocumentedAnswer> answers) {}

    private record Route(Pattern path, Map<String, Operation> methods) {}

    private static final String IRI = "https://leadhub.test/openapi.yaml";

    private final OpenApiFile file;
    /** The whole file: asked for a part by its address, the registry would read the file anew, and keep it, for each. */
    private final Schema whole;

    private final Map<String, DocumentedAnswer> byPointer = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<Integer, DocumentedAnswer> anyRoute;

    DocumentedRoutes(OpenApiFile file) {
        this.file = file;
        this.whole = SchemaRegistry.withDialect(
                        Dialects.getDraft202012(), registry -> registry.schemas(Map.of(IRI, file.strict())))
                .getSchema(SchemaLocation.of(IRI));
        this.anyRoute = answers("/x-any-route");
        var methodsOf = new TreeMap<String, Map<String, Operation>>();
        for (OpenApiFile.Operation operation : file.operations()) {
            JsonNode security = operation.node().path("security");
            boolean open = security.isArray() && security.isEmpty();
            methodsOf
                    .computeIfAbsent(operation.path(), path -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                    .put(operation.method(), new Operation(open, answers(operation.pointer() + "/responses")));
        }
        methodsOf.forEach((template, methods) -> routes.add(new Route(pattern(template), methods)));
    }

    String name() {
        return "docs/openapi/" + file.name() + ".yaml";
    }

    Optional<Operation> find(String method, String path) {
        return routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .flatMap(route -> Optional.ofNullable(route.methods().get(method)).stream())
                .findFirst();
    }

    /** What an address or a method that the file doesn't list may answer, by status. */
    Map<Integer, DocumentedAnswer> anyRoute() {
        return anyRoute;
    }

    private static Pattern pattern(String template) {
        var pattern = new StringBuilder();
        for (String segment : template.substring(1).split("/", -1)) {
            pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
        }
        return Pattern.compile(pattern.toString());
    }

    private Map<Integer, DocumentedAnswer> answers(String pointer) {
        var answers = new TreeMap<Integer, DocumentedAnswer>();
        for (String status : file.at(pointer).propertyNames()) {
            answers.put(Integer.valueOf(status), answer(file.target(pointer + "/" + status)));
        }
        return answers;
    }

    private DocumentedAnswer answer(String pointer) {
        DocumentedAnswer known = byPointer.get(pointer);
        if (known != null) {
            return known;
        }
        var headers = new TreeMap<String, DocumentedAnswer.Header>();
        for (String name : file.at(pointer).path("headers").propertyNames()) {
            headers.put(name, header(file.target(pointer + "/headers/" + OpenApiFile.escape(name))));
        }
        boolean hasBody = file.at(pointer).has("content");
        if (hasBody && !file.at(pointer).path("content").has("application/json")) {
            var types = Set.copyOf(file.at(pointer).path("content").propertyNames());
            var isFile = new DocumentedAnswer(headers, null, file.document().path("none"), types);
            byPointer.put(pointer, isFile);
            return isFile;
        }
        String body = pointer + "/content/application~1json";
        var answer = hasBody
                ? new DocumentedAnswer(
                        headers, schema(body + "/schema"), file.at(body).path("example"))
                : new DocumentedAnswer(headers, null, file.document().path("none"));
        byPointer.put(pointer, answer);
        return answer;
    }

    /** Whether a list of the file has that text. */
    boolean lists(String pointer, String text) {
        return file.at(pointer).valueStream().anyMatch(one -> one.asString().equals(text));
    }

    /** What is wrong with a JSON text by a schema of the file. */
    List<String> faultsOf(String pointer, String text) {
        return new DocumentedAnswer(Map.of(), schema(pointer), file.document().path("none"))
                .faultsOfBody(Map.of("Content-Type", List.of("application/json")), text);
    }

    private DocumentedAnswer.Header header(String pointer) {
        JsonNode header = file.at(pointer);
        return new DocumentedAnswer.Header(
                header.path("required").asBoolean(false),
                header.path("schema").path("type").asString("").equals("integer"),
                schema(pointer + "/schema"));
    }

    private Schema schema(String pointer) {
        Schema schema =
                whole.getRefSchema(SchemaLocation.of(IRI + "#" + pointer).getFragment());
        schema.initializeValidators();
        return schema;
    }
}
