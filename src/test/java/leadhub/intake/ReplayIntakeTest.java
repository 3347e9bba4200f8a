package leadhub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Refusal;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

class ReplayIntakeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final IntakeLedger ledger = server.bean(IntakeLedger.class);
    private final String inbound = "/api/inbound/leads?tenant=" + workspace.slug();

    /** As a door does that answers first. */
    private NewIntake item(String email) {
        return new NewIntake(
                IntakeSource.INBOUND,
                0,
                null,
                new Actor(Actor.Kind.INBOUND, 0, "A door"),
                "application/json",
                Map.of("user-agent", "Door"),
                "{\"email\": \"%s\"}".formatted(email).getBytes(StandardCharsets.UTF_8),
                false);
    }

    @Test
    void what_is_accepted_is_worked_on_after_the_answer_and_counts_once() {
        var first = item("a@example.com").withExternalId("x1");
        assertThat(ledger.accept(workspace.id(), List.of(first, item("b@example.com"))))
                .isEqualTo(2);
        assertThat(ledger.accept(workspace.id(), List.of(first))).isZero();
        Await.until(() -> total("status=received") == 0);
        assertThat(total("status=processed")).isEqualTo(2);
        assertThat(total("status=duplicate")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        var lead = api.get("/api/v1/leads?email=a@example.com").number("data.0.id");
        ledger.accept(workspace.id(), List.of(first));
        var duplicate = api.get("/api/v1/intake?status=duplicate");
        assertThat(duplicate.number("data.0.lead_id")).isEqualTo(lead);
        assertThat(duplicate.text("data.0.reason")).isEqualTo("A delivery with the same id came before.");
    }

    @Test
    void what_failed_leaves_its_id_to_a_later_one_and_is_then_a_duplicate() {
        ledger.accept(workspace.id(), List.of(item("not an email").withExternalId("x1")));
        Await.until(() -> total("status=failed") == 1);
        ledger.accept(workspace.id(), List.of(item("a@example.com").withExternalId("x1")));
        Await.until(() -> total("status=processed") == 1);
        var failed = api.get("/api/v1/intake?status=failed").text("data.0.id");
        assertThat(api.post("/api/v1/intake/" + failed + "/replay", "{}").text("data.status"))
                .isEqualTo("failed");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void what_was_ignored_is_replayed_in_its_row_with_its_time_and_audited() {
        ledger.keep(
                workspace.id(), item("a@example.com").withExternalId("x1"), IntakeOutcome.ignored(Refusal.of("in")));
        var before = api.get("/api/v1/intake");
        server.clock().pass(Duration.ofHours(3));
        var after = api.post("/api/v1/intake/" + before.text("data.0.id") + "/replay", "{}");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("data.status")).isEqualTo("processed");
        assertThat(after.text("data.received_at")).isEqualTo(before.text("data.0.received_at"));
        assertThat(after.number("data.attempts")).isEqualTo(2);
        assertThat(after.at("data.outcome.is_new_lead").asBoolean()).isTrue();
        assertThat(audited("intake.replayed")).isEqualTo(1);
        // Once is enough, and whoever comes with the id now is late.
        var again = api.post("/api/v1/intake/" + before.text("data.0.id") + "/replay", "{\"as_new\": false}");
        assertThat(again.number("data.attempts")).isEqualTo(2);
        assertThat(ledger.accept(workspace.id(), List.of(item("a@example.com").withExternalId("x1"))))
                .isZero();
        assertThat(audited("intake.replayed")).isEqualTo(1);
    }

    @Test
    void a_replay_as_new_makes_another_lead_and_a_plain_one_overwrites_nothing() {
        var lead = api.post(inbound, "{\"email\": \"a@example.com\", \"company\": \"Old\"}")
                .number("lead_id");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Edited\"}");
        var row = "/api/v1/intake/" + api.get("/api/v1/intake").text("data.0.id") + "/replay";
        assertThat(api.post(row, "{}").number("data.lead_id")).isEqualTo(lead);
        assertThat(api.get("/api/v1/leads/" + lead).text("data.company")).isEqualTo("Edited");
        var asNew = api.with("Idempotency-Key", "n1").post(row, "{\"as_new\": true}");
        assertThat(asNew.number("data.lead_id")).isNotEqualTo(lead);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        assertThat(api.with("Idempotency-Key", "n1")
                        .post(row, "{\"as_new\": true}")
                        .body())
                .isEqualTo(asNew.body());
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        assertThat(api.post(row, "{\"as_new\": \"perhaps\"}").text("errors.as_new.0"))
                .isEqualTo("The as new field must be true or false.");
        assertThat(api.post("/api/v1/intake/999999999/replay", "{}").status()).isEqualTo(404);
    }

    @Test
    void many_are_replayed_by_a_filter() {
        for (var i = 0; i < 60; i++) {
            ledger.keep(workspace.id(), item("a%d@example.com".formatted(i)), IntakeOutcome.ignored(Refusal.of("in")));
        }
        api.post(inbound, "{}");
        assertThat(api.post("/api/v1/intake/replay", "{}").status()).isEqualTo(422);
        assertThat(api.post("/api/v1/intake/replay", "{\"status\": \"lost\", \"from\": \"soon\"}")
                        .at("errors")
                        .propertyNames())
                .containsExactlyInAnyOrder("status", "from");
        var answer = api.post("/api/v1/intake/replay", "{\"source\": \"inbound\", \"status\": \"ignored\"}");
        assertThat(answer.status()).isEqualTo(202);
        Await.until(() -> total("status=processed") == 60);
        assertThat(total("status=failed")).isEqualTo(1);
        assertThat(api.get("/api/v1/intake?status=failed").number("data.0.attempts"))
                .isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(60);
    }

    private long total(String query) {
        return api.get("/api/v1/intake?" + query).number("meta.total");
    }

    private long audited(String action) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from audit_entries where workspace_id = ? and action = ?",
                        workspace.id(),
                        action);
    }
}
