package leadhub.lymbe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import leadhub.base.Json;
import leadhub.testing.Sample;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.TypeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Zod schema that the Lymbe reference prints, run by the real Zod, is the judge of what our reader takes. */
class SendWhatZodTakesTest {
    private static final String LEADS = "/api/v1/leads";
    private static final List<String> EMAILS = List.of(
            "",
            "max",
            "@",
            "max@",
            "@example.com",
            "max@example",
            "max@example.c",
            "max@example.co",
            "MAX@EXAMPLE.COM",
            " max@example.com",
            "max@example.com ",
            "max@example.com\n",
            "max.@example.com",
            ".max@example.com",
            "ma..x@example.com",
            "max+tag@example.com",
            "o'hara@example.com",
            "o'@example.com",
            "max_@example.com",
            "-@example.com",
            "max@-example.com",
            "max@example-.com",
            "max@ex_ample.com",
            "max@a.b.c.example.com",
            "max@example..com",
            "max@example.com.",
            "max@example.c0m",
            "max@127.0.0.1",
            "max@[127.0.0.1]",
            "\"max\"@example.com",
            "max@exämple.com",
            "mäx@example.com",
            "max@example.museum",
            "a@b@example.com",
            "max@x.K\u0131",
            "\u017f@example.com",
            "ma\u212ax@example.com",
            "x".repeat(400) + "@example.com");
    private static final List<String> MEMBERS = List.of(
            "\"phone\": null",
            "\"phone\": \"\"",
            "\"phone\": 49170",
            "\"phone\": \"" + "1".repeat(50) + "\"",
            "\"phone\": \"" + "1".repeat(51) + "\"",
            "\"company\": null",
            "\"company\": \"" + "ü".repeat(200) + "\"",
            "\"company\": \"" + "ü".repeat(201) + "\"",
            "\"message\": \"" + "😀".repeat(2500) + "\"",
            "\"message\": \"" + "😀".repeat(2500) + "x\"",
            "\"message\": [], \"company\": {}",
            "\"botId\": null",
            "\"botId\": \"\"",
            "\"botId\": \"bot_xyz789\"",
            "\"botId\": \"A1B2C3D4-E5F6-7890-ABCD-EF1234567890\"",
            "\"botId\": \"00000000-0000-0000-0000-000000000000\"",
            "\"botId\": \"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
            "\"botId\": \"a1b2c3d4e5f67890abcdef1234567890\"",
            "\"botId\": \"a1b2c3d4-e5f6-7890-abcd-ef1234567890 \"",
            "\"botId\": \"a1b2c3d4-e5f6-7890-abcd-ef1234567890\\n\"",
            "\"botId\": \"g1b2c3d4-e5f6-7890-abcd-ef1234567890\"",
            "\"tags\": null",
            "\"tags\": []",
            "\"tags\": \"a\"",
            "\"tags\": {}",
            "\"tags\": [\"\", \"a\", \"A\", \" a\"]",
            "\"tags\": [\"a\", 5, null, \"" + "x".repeat(51) + "\"]",
            "\"tags\": [\"" + "😀".repeat(25) + "\"]",
            "\"tags\": [\"" + "😀".repeat(25) + "x\"]",
            "\"tags\": [" + "\"a\",".repeat(19) + "\"b\"]",
            "\"tags\": [" + "\"a\",".repeat(20) + "\"b\"]",
            "\"id\": 5, \"status\": null, \"unknown\": [{}]");

    private final TestWorkspace workspace = TestServer.get().newWorkspace();

    @TempDir
    Path folder;

    /** What Zod takes we take, and where it refuses we refuse the same members. */
    @Test
    void the_printed_schema_and_the_server_agree_on_every_body() {
        var bodies = bodies();
        new Sample("bodies.json", "[" + String.join(",\n", bodies) + "]").writeTo(folder);
        var judged = judged("""
                const { readFileSync } = await import('node:fs');
                const bodies = JSON.parse(readFileSync('bodies.json', 'utf8'));
                const paths = (body) => createLeadSchema.safeParse(body).error?.issues.map((issue) => issue.path.join('.'));
                console.log(JSON.stringify(bodies.map((body) => paths(body) ?? [])));
                """);
        assertThat(judged).hasSize(bodies.size());
        var lymbe = workspace.lymbe();
        for (var i = 0; i < bodies.size(); i++) {
            var wrong = new TreeSet<String>();
            judged.get(i).forEach(path -> wrong.add(path.asString()));
            var answer = lymbe.post(LEADS, bodies.get(i));
            var refused = new TreeSet<String>();
            answer.at("error.details")
                    .forEach(detail -> refused.add(detail.at("/path").asString()));
            assertThat(refused).as(bodies.get(i)).isEqualTo(wrong);
            assertThat(answer.status()).as(bodies.get(i)).isEqualTo(wrong.isEmpty() ? 201 : 400);
        }
    }

    private static List<String> bodies() {
        var bodies = new ArrayList<>(List.of(
                "{}",
                "{\"name\": \"Max\"}",
                "{\"name\": null, \"email\": null}",
                "{\"name\": 5, \"email\": true}",
                "{\"name\": [\"Max\"], \"email\": {}}"));
        for (var name : List.of(
                "", " ", "x".repeat(200), "x".repeat(201), "😀".repeat(100), "😀".repeat(100) + "x", "Ünï cödé")) {
            bodies.add("{\"name\": %s, \"email\": \"max@example.com\"}".formatted(Json.write(name)));
        }
        for (var email : EMAILS) {
            bodies.add("{\"name\": \"Max\", \"email\": %s}".formatted(Json.write(email)));
        }
        for (var members : MEMBERS) {
            bodies.add("{\"name\": \"Max\", \"email\": \"max@example.com\", %s}".formatted(members));
        }
        return bodies;
    }

    private JsonNode judged(String calls) {
        var schema = Sample.read("lymbe/lead-schema.ts");
        return Json.MAPPER.readTree(TypeScript.run(folder, Map.of(), List.of(schema), calls));
    }
}
