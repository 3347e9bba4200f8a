package leadhub.forms.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import leadhub.apikeys.KeyDialect;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A server that was told of a store keeps what is attached to forms there, and not on its disk. */
class KeepFilesInABucketTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final S3Double store = S3Double.open();
    private final String key = workspace.key(KeyDialect.LEADHUB);
    private final ConfigurableApplicationContext withStore = server.startSecond(store.settings());
    private final ApiClient api = ApiClient.leadHub(TestServer.origin(withStore), key);
    private final ApiAnswer form = api.post("/api/v1/forms", """
            {"name": "Jobs", "fields": [{"key": "email", "type": "email"}, {"key": "cv", "type": "file"}]}""");
    private final String path = "/api/v1/forms/" + form.text("data.id") + "/submissions";

    KeepFilesInABucketTest() throws IOException {}

    @AfterEach
    void close() {
        withStore.close();
        store.close();
    }

    private ApiAnswer submit(String content) {
        var body = "--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nann@example.com\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"cv.txt\"\r\n\r\n" + content
                + "\r\n--x--\r\n";
        return api.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes("POST", path, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String file(ApiAnswer submission) {
        return path + "/" + submission.text("data.id") + "/files/cv";
    }

    private byte[] bytes(String file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(TestServer.origin(withStore) + file))
                .header("Authorization", "Bearer " + key)
                .build();
        return HTTP.send(request, BodyHandlers.ofByteArray()).body();
    }

    @Test
    void a_file_goes_there_comes_back_byte_for_byte_and_goes_with_its_submission() throws Exception {
        var text = new StringBuilder();
        new Random(1).ints(9_000_000, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
        var sent = submit(text.toString());
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(store.objects().keySet())
                .hasSize(1)
                .allMatch(key -> key.matches("files/" + workspace.id() + "/[0-9a-f]{41}"));
        assertThat(bytes(file(sent))).isEqualTo(text.toString().getBytes(StandardCharsets.US_ASCII));
        // The other server has no such store, and doesn't find it on its disk.
        assertThat(workspace.leadHub().get(file(sent)).status()).isEqualTo(404);
        assertThat(api.delete(path + "/" + sent.text("data.id")).status()).isEqualTo(204);
        Await.until(() -> store.objects().isEmpty());
    }

    @Test
    void a_store_that_refuses_or_breaks_keeps_nothing_and_is_said() {
        for (var status : new int[] {403, 500}) {
            store.failsWith = status;
            var refused = submit("text");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("30");
        }
        store.failsWith = 0;
        store.changesBodies = true;
        assertThat(submit("text").status()).isEqualTo(503);
        store.changesBodies = false;
        assertThat(api.get(path).number("meta.total")).isZero();
        assertThat(submit("text").status()).isEqualTo(201);
        store.failsWith = 500;
        var sent = api.get(path);
        assertThat(api.get(path + "/" + sent.text("data.0.id") + "/files/cv").status())
                .isEqualTo(503);
        store.failsWith = 0;
        store.objects().clear();
        assertThat(api.get(path + "/" + sent.text("data.0.id") + "/files/cv").status())
                .isEqualTo(404);
    }

    @Test
    void what_a_crash_left_there_is_swept_and_what_is_known_stays() {
        var sent = submit("text");
        assertThat(sent.status()).isEqualTo(201);
        for (var i = 0; i < 5; i++) {
            store.objects()
                    .put(
                            "files/" + workspace.id() + "/"
                                    + FileStore.Ids.make(server.clock().instant()),
                            new byte[1]);
        }
        store.objects().put("files/" + workspace.id() + "/readme", new byte[1]);
        var cleaner = withStore.getBean(FileCleaner.class);
        cleaner.clean(workspace.id());
        assertThat(store.objects()).hasSize(7);
        server.clock().pass(Duration.ofHours(2));
        cleaner.clean(workspace.id());
        assertThat(store.objects()).hasSize(2);
        assertThat(api.get(file(sent)).status()).isEqualTo(200);
    }
}
