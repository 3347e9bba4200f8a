package leadhub.api.about;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One of the OpenAPI files as this server hands it out: it names this server, in YAML or in JSON. */
final class OpenApiDocument {
    /** What the file calls the server, until one hands it out. */
    private static final String ORIGIN = "https://leads.example.com";

    private final String yaml;
    /** Made when somebody asks for it. */
    private @Nullable String json;

    OpenApiDocument(String name) {
        try {
            yaml = new ClassPathResource("openapi/" + name + ".yaml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] yaml(String origin) {
        return yaml.replace(ORIGIN, origin).getBytes(StandardCharsets.UTF_8);
    }

    synchronized byte[] json(String origin) {
        if (json == null) {
            json = Json.write(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        }
        return json.replace(ORIGIN, origin).getBytes(StandardCharsets.UTF_8);
    }
}
