package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import leadhub.testing.OpenApiFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The OpenAPI files hold together in themselves: what they lean on exists, and nothing is left vague. */
class OpenApiFilesTest {
    private static final Pattern SCOPE = Pattern.compile(
            "(read|write|delete):(leads|pipelines|tags|users|forms|integrations|automations|bots|conversations)");
    private static final List<String> EVERY_ANSWER_BEARS = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id");

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyReferenceResolves(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        assertThat(file.document().path("openapi").asString()).startsWith("3.1");
        walk("", file.document(), (pointer, node) -> {
            if (node.has("$ref")) {
                assertThat(node.get("$ref").asString()).as(pointer).startsWith("#/");
                assertThat(file.document().at(file.target(pointer)).isObject())
                        .as(pointer)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyComponentIsUsed(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        var used = new HashSet<String>();
        walk("", file.document(), (pointer, node) -> used.add(node.path("$ref").asString("")));
        for (var kind : file.document().path("components").properties()) {
            if (!kind.getKey().equals("securitySchemes")) {
                for (String component : kind.getValue().propertyNames()) {
                    assertThat(used).contains("#/components/" + kind.getKey() + "/" + component);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyOperationSaysWhatItIsAndWhatItNeeds(String name) {
        var ids = new HashSet<String>();
        for (OpenApiFile.Operation operation : OpenApiFile.read(name).operations()) {
            JsonNode node = operation.node();
            assertThat(ids.add(node.path("operationId").asString("")))
                    .as("%s has an operationId of its own", operation)
                    .isTrue();
            assertThat(node.path("operationId").asString(""))
                    .as("%s", operation)
                    .isNotEmpty();
            assertThat(node.path("summary").asString("")).as("%s", operation).isNotEmpty();
            assertThat(node.path("description").asString(""))
                    .as("%s", operation)
                    .isNotEmpty();
            if (node.has("x-scope")) {
                assertThat(node.get("x-scope").asString()).as("%s", operation).matches(SCOPE);
            } else {
                assertThat(node.path("x-no-scope").asString(""))
                        .as("%s says why it needs no scope", operation)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyParameterOfAPathIsDescribed(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        for (OpenApiFile.Operation operation : file.operations()) {
            var described = new HashSet<String>();
            for (JsonNode parameter : parameters(file, operation)) {
                if (parameter.path("in").asString().equals("path")) {
                    described.add(parameter.path("name").asString());
                }
            }
            var named = new HashSet<String>();
            Pattern.compile("\\{(\\w+)}").matcher(operation.path()).results().forEach(part -> named.add(part.group(1)));
            assertThat(described).as("%s", operation).isEqualTo(named);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyPostTakesAnIdempotencyKey(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        for (OpenApiFile.Operation operation : file.operations()) {
            if (operation.method().equals("post")) {
                assertThat(parameters(file, operation))
                        .as("%s", operation)
                        .anyMatch(parameter -> parameter.path("name").asString().equals("Idempotency-Key"));
                assertThat(statuses(operation)).as("%s", operation).contains("409");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyOperationListsTheRefusalsThatItsShapeBrings(String name) {
        for (OpenApiFile.Operation operation : OpenApiFile.read(name).operations()) {
            var refusals = new HashSet<>(Set.of("500", "503"));
            if (!operation.node().path("security").isArray()) {
                refusals.addAll(Set.of("400", "401", "429"));
            }
            if (operation.node().has("x-scope")) {
                refusals.add("403");
            }
            if (operation.node().has("requestBody")) {
                refusals.addAll(Set.of("413", "415"));
            }
            if (operation.path().contains("{")) {
                refusals.add("404");
            }
            assertThat(statuses(operation)).as("%s", operation).containsAll(refusals);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyAnswerBearsTheCommonHeadersAndIsStrict(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        for (OpenApiFile.Operation operation : file.operations()) {
            for (String status : statuses(operation)) {
                String answer = file.target(operation.pointer() + "/responses/" + status);
                assertThat(file.at(answer).path("headers").propertyNames())
                        .as("%s %s", operation, status)
                        // Without its database the server may not know how many calls are left.
                        .containsAll(status.equals("503") ? Set.of("X-Request-Id", "Retry-After") : EVERY_ANSWER_BEARS);
                assertThat(file.at(answer).has("content"))
                        .as("%s %s", operation, status)
                        .isNotEqualTo(Set.of("204", "304").contains(status));
                // Of a file, no more is said.
                if (file.at(answer).path("content").has("application/json")) {
                    strict(file, answer + "/content/application~1json/schema", new HashSet<>());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyExampleOfABodyMatchesItsSchema(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        String iri = "https://leadhub.test/" + name;
        var whole = SchemaRegistry.withDialect(
                        Dialects.getDraft202012(),
                        builder -> builder.schemas(Map.of(iri, file.document().toString())))
                .getSchema(SchemaLocation.of(iri));
        walk("", file.document(), (pointer, node) -> {
            if (node.has("schema") && node.has("example")) {
                var schema = part(whole, iri + "#" + pointer + "/schema");
                assertThat(schema.validate(node.get("example"))).as(pointer).isEmpty();
            }
            for (String example : node.has("schema") ? node.path("examples").propertyNames() : Set.<String>of()) {
                var schema = part(whole, iri + "#" + pointer + "/schema");
                var value =
                        file.at(file.target(pointer + "/examples/" + example)).get("value");
                assertThat(schema.validate(value)).as(pointer).isEmpty();
            }
        });
    }

    private static Schema part(Schema whole, String address) {
        return whole.getRefSchema(SchemaLocation.of(address).getFragment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void everyAnswerAndEveryParameterOfAPathHasAnExample(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        for (OpenApiFile.Operation operation : file.operations()) {
            for (String status : statuses(operation)) {
                JsonNode body = file.at(file.target(operation.pointer() + "/responses/" + status))
                        .at("/content/application~1json");
                assertThat(body.isMissingNode() || body.has("example") || body.has("examples"))
                        .as("%s %s", operation, status)
                        .isTrue();
                assertThat(status.compareTo("400") < 0
                                || body.at("/example/code").isString()
                                || body.at("/example/error/code").isString())
                        .as("%s %s: tests hold answers to the example's code", operation, status)
                        .isTrue();
            }
            for (JsonNode parameter : parameters(file, operation)) {
                assertThat(!parameter.path("in").asString().equals("path") || parameter.has("example"))
                        .as("%s %s", operation, parameter.path("name").asString())
                        .isTrue();
            }
        }
    }

    /** Each of these has made a generated client refuse what the server does, or not compile. */
    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void nothingIsThereThatGeneratorsStumbleOver(String name) {
        walk("", OpenApiFile.read(name).document(), (pointer, node) -> {
            assertThat(node.has("patternProperties")).as(pointer).isFalse();
            assertThat(node.path("format").asString("").equals("date-time") && node.has("pattern"))
                    .as("%s: a pattern beside a time", pointer)
                    .isFalse();
            assertThat(pointer.startsWith("/components/schemas") && node.has("const"))
                    .as("%s: a const", pointer)
                    .isFalse();
            var member = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (member.matches("(.*_)?(id|total|count|page)|leads_count")
                    && node.path("type").toString().contains("integer")) {
                assertThat(node.path("format").asString(""))
                        .as(pointer)
                        .matches(member.equals("per_page") ? "" : "int64");
                assertThat(node.path("minimum").asInt(-1)).as(pointer).isBetween(0, 1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadhub"})
    void everyRecordCanBeAskedForAndWrittenUnderACondition(String name) {
        OpenApiFile file = OpenApiFile.read(name);
        for (OpenApiFile.Operation operation : file.operations()) {
            var single = operation.path().endsWith("id}");
            var headers = parameters(file, operation).stream()
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
            if (single && operation.method().equals("get")) {
                assertThat(headers).as("%s", operation).contains("If-None-Match");
                assertThat(statuses(operation)).as("%s", operation).contains("304");
            } else if (single || operation.path().startsWith("/api/v1/leads/{id}/tags")) {
                assertThat(headers).as("%s", operation).contains("If-Match");
                assertThat(statuses(operation)).as("%s", operation).contains("412");
            }
        }
    }

    /** An object that names members names all of them as there and no others; a map says what its values are. */
    private static void strict(OpenApiFile file, String pointer, Set<String> seen) {
        String target = file.target(pointer);
        if (!seen.add(target)) {
            return;
        }
        JsonNode schema = file.at(target);
        if (schema.has("properties")) {
            var listed = new HashSet<String>();
            schema.path("required").forEach(member -> listed.add(member.asString()));
            // What is there or not by what was asked for.
            schema.path("x-optional").forEach(member -> listed.add(member.asString()));
            var named = new HashSet<>(schema.get("properties").propertyNames());
            if (named.contains("code")) {
                // Answers are held to their example in whether they name fields.
                named.removeAll(Set.of("errors", "details"));
            }
            if (named.contains("occurred_at")) {
                // Only an event of a form, or of two leads that became one, has them.
                named.removeAll(Set.of("form", "submission", "merged", "conversation"));
            }
            assertThat(listed).as(target).isEqualTo(named);
            assertThat(schema.path("additionalProperties").isBoolean()
                            && !schema.path("additionalProperties").asBoolean())
                    .as("%s has additionalProperties: false", target)
                    .isTrue();
            for (String member : schema.get("properties").propertyNames()) {
                strict(file, target + "/properties/" + OpenApiFile.escape(member), seen);
            }
        } else if (schema.path("type").toString().contains("object")) {
            assertThat(schema.has("additionalProperties")).as(target).isTrue();
        } else if (schema.has("items")) {
            strict(file, target + "/items", seen);
        } else {
            assertThat(schema.has("type") || schema.has("oneOf")).as(target).isTrue();
        }
    }

    private static List<JsonNode> parameters(OpenApiFile file, OpenApiFile.Operation operation) {
        var parameters = new ArrayList<JsonNode>();
        String path = "/paths/" + OpenApiFile.escape(operation.path());
        for (String holder : List.of(path, operation.pointer())) {
            for (int i = 0; i < file.at(holder).path("parameters").size(); i++) {
                parameters.add(file.at(file.target(holder + "/parameters/" + i)));
            }
        }
        return parameters;
    }

    private static Set<String> statuses(OpenApiFile.Operation operation) {
        return Set.copyOf(operation.node().path("responses").propertyNames());
    }

    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visit) {
        visit.accept(pointer, node);
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(pointer + "/" + i, node.get(i), visit);
            }
        }
        node.properties()
                .forEach(member -> walk(pointer + "/" + OpenApiFile.escape(member.getKey()), member.getValue(), visit));
    }
}
