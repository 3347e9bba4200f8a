package leadhub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One of the files in docs/openapi, read but not interpreted. */
public record OpenApiFile(String name, JsonNode document) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What a path and a method do; the pointer says where in the file it stands. */
    public record Operation(String path, String method, String pointer, JsonNode node) {
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    /** Reads {@code /openapi/<name>.yaml} from the classpath. */
    public static OpenApiFile read(String name) {
        try (InputStream yaml = OpenApiFile.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("docs/openapi/" + name + ".yaml is not on the classpath");
            }
            return new OpenApiFile(name, new YAMLMapper().readTree(yaml));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * The file as answers are held to it. A pattern beside a format makes the clients that some generators write refuse
     * answers, so there it is called {@code x-pattern}, which they don't know.
     */
    String strict() {
        return document.toString().replace("\"x-pattern\":", "\"pattern\":");
    }

    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            for (var member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    String pointer = "/paths/" + escape(path.getKey()) + "/" + member.getKey();
                    operations.add(new Operation(path.getKey(), member.getKey(), pointer, member.getValue()));
                }
            }
        }
        return operations;
    }

    /** Where the thing at this pointer really stands: follows {@code $ref} as long as there is one. */
    public String target(String pointer) {
        JsonNode node = at(pointer);
        return node.has("$ref") ? target(node.get("$ref").asString().substring(1)) : pointer;
    }

    /** The node at a pointer like {@code /components/schemas/Lead}. */
    public JsonNode at(String pointer) {
        JsonNode node = document.at(pointer);
        if (node.isMissingNode()) {
            throw new AssertionError("docs/openapi/" + name + ".yaml has nothing at " + pointer);
        }
        return node;
    }

    /** A member's name as a part of a pointer. */
    public static String escape(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}
