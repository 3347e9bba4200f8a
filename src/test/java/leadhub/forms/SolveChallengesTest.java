package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.ProofOfWork;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Forms that ask for proof of work: solutions are taken once, and what comes without one is kept apart. */
class SolveChallengesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ApiAnswer form = form();

    private ApiAnswer form() {
        return api.post(
                "/api/v1/forms",
                "{\"name\": \"Contact\", \"settings\": {\"spam\": {\"proof_of_work\": true, \"min_seconds\": 0}}}");
    }

    private static String page(ApiAnswer form) {
        return "/f/" + form.text("data.public_id");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.origin() + path));
    }

    private ObjectNode challenge(ApiAnswer of) {
        var answer = send(request(page(of) + "/challenge.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return (ObjectNode) Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> post(ApiAnswer to, String email, String solution) {
        return post(server.origin(), to, email, solution);
    }

    private HttpResponse<String> post(String origin, ApiAnswer to, String email, String solution) {
        return send(HttpRequest.newBuilder(URI.create(origin + page(to)))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\": \"%s\", \"altcha\": \"%s\"}".formatted(email, solution))));
    }

    private List<String> became(ApiAnswer of) {
        return api.get("/api/v1/forms/" + of.text("data.id") + "/submissions")
                .at("data")
                .findValuesAsString("status");
    }

    @Test
    void a_solution_is_taken_once_and_what_comes_without_is_kept_apart() {
        assertThat(form.status()).as(form.body()).isEqualTo(201);
        assertThat(form.text("data.settings.spam.proof_of_work")).isEqualTo("true");
        var solution = ProofOfWork.of(challenge(form));
        var good = post(form, "a@example.com", solution);
        assertThat(good.statusCode()).as(good.body()).isEqualTo(201);
        var again = post(form, "b@example.com", solution);
        var without = post(form, "c@example.com", "");
        var garbage = post(form, "d@example.com", "bm90aGluZw==");
        // Who isn't a person learns nothing.
        for (var answer : List.of(again, without, garbage)) {
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo(good.body());
        }
        assertThat(became(form)).containsExactly("spam", "spam", "spam", "accepted");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        var manager = workspace.panel(leadhub.base.Role.MANAGER);
        assertThat(manager.get("/forms/" + form.text("data.id") + "/submissions")
                        .body())
                .contains("without the proof of work", "used before");
    }

    @Test
    void what_is_made_up_tampered_with_or_another_forms_solves_nothing() {
        var challenge = challenge(form);
        var first = HexFormat.of().formatHex(ProofOfWork.sha256(new byte[] {1}));
        var easier = challenge.deepCopy();
        ((ObjectNode) easier.get("parameters")).put("keyPrefix", "").put("cost", 1);
        for (var solution : List.of(
                ProofOfWork.payload(challenge, 0, first),
                ProofOfWork.of(easier),
                ProofOfWork.of(challenge(form())),
                ProofOfWork.payload(challenge, -1, ""))) {
            assertThat(post(form, "a@example.com", solution).statusCode()).isEqualTo(201);
        }
        assertThat(became(form)).containsOnly("spam").hasSize(4);
    }

    @Test
    void one_that_came_too_late_is_asked_for_another() {
        var solution = ProofOfWork.of(challenge(form));
        server.clock().pass(Duration.ofMinutes(21));
        var late = post(form, "a@example.com", solution);
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("\"altcha\":[");
        var shown = send(request(page(form))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=a%40example.com&altcha="
                        + solution.replace("+", "%2B").replace("=", "%3D"))));
        assertThat(shown.body()).contains("once more", "value=\"a@example.com\"", "data-work=\"1\"");
        assertThat(TOKEN.matcher(shown.body()).find()).isTrue();
        assertThat(became(form)).isEmpty();
        // What was refused as invalid uses nothing up.
        var other = ProofOfWork.of(challenge(form));
        assertThat(post(form, "nobody", other).statusCode()).isEqualTo(422);
        assertThat(post(form, "a@example.com", other).statusCode()).isEqualTo(201);
        assertThat(became(form)).containsExactly("accepted");
    }

    @Test
    void many_who_send_one_solution_at_once_are_one() {
        var solution = ProofOfWork.of(challenge(form));
        Together.times(8, number -> post(form, "a" + number + "@example.com", solution));
        assertThat(became(form).stream().filter("accepted"::equals)).hasSize(1);
        assertThat(became(form)).hasSize(8);
    }

    @Test
    void a_solution_that_one_process_has_taken_is_taken_by_no_other() {
        var solution = ProofOfWork.of(challenge(form));
        assertThat(post(form, "a@example.com", solution).statusCode()).isEqualTo(201);
        assertThat(post(server.otherProcess(), form, "b@example.com", solution).statusCode())
                .isEqualTo(201);
        assertThat(became(form)).containsExactly("spam", "accepted");
    }

    /** A slow phone manages 64,000 hashes a second in plain arithmetic. */
    @Test
    void no_challenge_asks_for_more_than_a_slow_phone_does_in_two_seconds() {
        for (var i = 0; i < 20; i++) {
            var challenge = challenge(form);
            var payload = Json.MAPPER.readTree(Base64.getDecoder().decode(ProofOfWork.of(challenge)));
            var hashes = payload.at("/solution/counter").longValue()
                    * payload.at("/challenge/parameters/cost").longValue();
            assertThat(hashes).isBetween(10_000L, 128_000L);
        }
    }
}
