package leadhub.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import leadhub.testing.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers send files: within bounds, and nothing of them is left when they are answered. */
class SendFilesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TYPE = "multipart/form-data; boundary=b";

    @TempDir
    private static Path folder;

    private static SiteServer server;

    @BeforeAll
    static void start() {
        // Room for three files of 100,000 bytes, and not for four.
        server = new SiteServer(Map.of("leadhub.upload-folder", folder.toString(), "leadhub.upload-disk", 1));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothing_is_left() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void files_and_fields_come_together() throws Exception {
        var answer = send(field("name", "Ann")
                + field("tags[]", "a")
                + field("tags[]", "b")
                + file("cv", "C:\\\\old\\\\cv.pdf", "x".repeat(90_000))
                + file("photo", "ä.png", "png")
                + unchosen());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"name\":\"Ann\"", "\"tags\":[\"a\",\"b\"]", "\"name\":\"cv.pdf\"", "\"size\":90000")
                .contains("\"name\":\"ä.png\"", "\"text\":\"png\"")
                .doesNotContain("empty");
    }

    @Test
    void a_form_without_files_is_read_as_ever() throws Exception {
        var answer = post("name=Ann", "application/x-www-form-urlencoded");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"name\":\"Ann\"");
        assertThat(send(field("name", "Ann")).statusCode()).isEqualTo(201);
    }

    @Test
    void bounds_hold_for_a_file_for_their_number_for_fields_and_in_all() throws Exception {
        assertThat(send(file("a", "a", "x".repeat(100_000))).statusCode()).isEqualTo(201);
        assertThat(send(file("a", "a", "x".repeat(100_001))).statusCode()).isEqualTo(413);
        var three = file("a", "a", "") + file("b", "b", "") + file("c", "c", "");
        assertThat(send(three).statusCode()).isEqualTo(201);
        assertThat(send(three + file("d", "d", "")).statusCode()).isEqualTo(413);
        assertThat(send(field("a", "x".repeat(10_000)) + field("b", "x".repeat(10_001)))
                        .statusCode())
                .isEqualTo(413);
        var large = file("a", "a", "x".repeat(90_000));
        assertThat(send(large + large + large).statusCode()).isEqualTo(413);
        assertThat(send(large + large + large, false).statusCode()).isEqualTo(413);
        assertThat(send(field("x", "").repeat(2001)).statusCode()).isEqualTo(400);
    }

    @Test
    void names_of_fields_count_like_their_values() throws Exception {
        assertThat(send(field("x".repeat(3000), "").repeat(6)).statusCode()).isEqualTo(201);
        assertThat(send(field("x".repeat(3000), "").repeat(7)).statusCode()).isEqualTo(413);
        assertThat(send(field("ä".repeat(1500), "").repeat(7)).statusCode()).isEqualTo(413);
        assertThat(send(field("a" + "[b]".repeat(20), "").repeat(9)).statusCode())
                .isEqualTo(201);
        assertThat(send(field("a" + "[b]".repeat(20), "").repeat(10)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0.png", "=?UTF-8?B?!!!?="})
    void a_name_that_cannot_be_read_is_refused(String name) throws Exception {
        var answer = send(file("a", name, "x"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void what_is_no_form_is_refused() throws Exception {
        assertThat(post("--b\r\nno header", TYPE).statusCode()).isEqualTo(400);
        assertThat(post("nothing", "multipart/form-data").statusCode()).isEqualTo(400);
        assertThat(post("--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nhalf", TYPE)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_sender_who_hangs_up_leaves_nothing() throws Exception {
        for (var i = 0; i < 20; i++) {
            try (var connection = RawConnection.to(server.origin)) {
                connection.send("POST /example/one HTTP/1.1\r\nHost: x\r\nContent-Type: " + TYPE
                        + "\r\nContent-Length: 200000\r\n\r\n" + file("a", "a", "x".repeat(95_000)));
                connection.endOutput();
                assertThat(connection.answer().status()).isEqualTo(400);
            }
        }
        // All of the disk's budget is there again.
        assertThat(send(file("a", "a", "x".repeat(90_000)) + file("b", "b", "x".repeat(90_000)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void the_disk_has_a_budget_for_all() throws Exception {
        // A mebibyte is sixteen units, and two files of more than a unit each take four.
        var form = file("a", "a", "x".repeat(90_000)) + file("b", "b", "x".repeat(90_000));
        var held = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 3; i++) {
            held.add(HTTP.sendAsync(
                    request("/c/one/held", BodyPublishers.ofString(form + "--b--\r\n"), TYPE),
                    BodyHandlers.ofString()));
        }
        assertThat(SiteExamples.HELD.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
        // Six more are not there, even if what was before has all been given back.
        var part = "x".repeat(80_000);
        var refused = send(file("a", "a", part) + file("b", "b", part) + file("c", "c", part));
        SiteExamples.LET_GO.release(3);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        for (var answer : held) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_file_without_a_byte_takes_its_part_of_the_disk() throws Exception {
        // Sixteen units, three for each form.
        var form = file("a", "a", "") + file("b", "b", "") + file("c", "c", "");
        var held = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 5; i++) {
            held.add(HTTP.sendAsync(
                    request("/c/one/held", BodyPublishers.ofString(form + "--b--\r\n"), TYPE),
                    BodyHandlers.ofString()));
        }
        assertThat(SiteExamples.HELD.tryAcquire(5, 30, TimeUnit.SECONDS)).isTrue();
        var refused = send(form);
        SiteExamples.LET_GO.release(5);
        assertThat(refused.statusCode()).isEqualTo(503);
        for (var answer : held) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void a_name_shows_nothing_else_than_it_is_and_is_cut_between_characters() throws Exception {
        assertThat(send(file("a", "cv\u202Efdp.exe", "x")).body()).contains("\"name\":\"cvfdp.exe\"");
        var long254 = "x".repeat(254);
        assertThat(send(file("a", "\uD83D\uDE00" + long254, "x")).body()).contains("\"name\":\"" + long254 + "\"");
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String field, String name, String text) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n";
    }

    /** What a browser sends for an input that nobody used. */
    private static String unchosen() {
        return "--b\r\nContent-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\r\n";
    }

    private static HttpResponse<String> send(String parts) throws Exception {
        return send(parts, true);
    }

    private static HttpResponse<String> send(String parts, boolean saysLength) throws Exception {
        var bytes = (parts + "--b--\r\n").getBytes(StandardCharsets.UTF_8);
        return post(
                saysLength
                        ? BodyPublishers.ofByteArray(bytes)
                        : BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes)),
                TYPE);
    }

    private static HttpResponse<String> post(String body, String type) throws Exception {
        return post(BodyPublishers.ofString(body), type);
    }

    private static HttpResponse<String> post(HttpRequest.BodyPublisher body, String type) throws Exception {
        return HTTP.send(request("/example/one", body, type), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, HttpRequest.BodyPublisher body, String type) {
        return HttpRequest.newBuilder(URI.create(server.origin + path))
                .header("Content-Type", type)
                .POST(body)
                .build();
    }
}
