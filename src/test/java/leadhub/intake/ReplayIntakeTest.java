package leadhub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.database.Sql;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ReplayIntakeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final IntakeLedger ledger = server.bean(IntakeLedger.class);
    private final Sql sql = server.bean(Sql.class);
    private final String inbound = "/api/inbound/leads?tenant=" + workspace.slug();

    /** As a source does that answers first. */
    private NewIntake item(String email) {
        return new NewIntake(
                IntakeSource.INBOUND,
                0,
                null,
                new Actor(Actor.Kind.INBOUND, 0, "A source"),
                "application/json",
                Map.of("user-agent", "Sender"),
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

    @Test
    void what_another_one_has_done_meanwhile_stays() {
        var lead = api.post(inbound, "{\"email\": \"a@example.com\"}").number("lead_id");
        var found = entry(firstId());
        var failures = server.bean(IntakeFailureSql.class);
        var why = IntakeReason.of(Refusal.of("intake.fault"));
        assertThat(api.post(path(found.id()), "{\"as_new\": true}").status()).isEqualTo(200);
        assertThat(failures.fail(workspace.id(), found, why, found.receivedAt()))
                .isFalse();
        assertThat(failures.postpone(workspace.id(), found, why, found.receivedAt()))
                .isFalse();
        assertThat(failures.note(workspace.id(), found, "")).isFalse();
        var row = entry(found.id());
        assertThat(row.outcome().status()).isEqualTo(IntakeStatus.PROCESSED);
        assertThat(row.attempts()).isEqualTo(2);
        // The first lead leads to the row as well.
        assertThat(row.firstLeadId()).isEqualTo(lead);
        assertThat(row.outcome().leadId()).isNotEqualTo(lead);
        assertThat(total("lead_id=" + lead)).isEqualTo(1);
        assertThat(total("lead_id=" + row.outcome().leadId())).isEqualTo(1);
    }

    @Test
    void a_replay_as_new_that_is_refused_takes_nothing_from_the_row() {
        var lead = api.post(inbound, "{\"email\": \"a@example.com\"}").number("lead_id");
        sql.update(
                workspace.id(),
                "update intake set body = '{\"email\": \"x\"}'::bytea, external_id = 'x1', counted_id = 'x1' where workspace_id = ?",
                workspace.id());
        var after = api.post(path(firstId()), "{\"as_new\": true}");
        assertThat(after.text("data.status")).isEqualTo("processed");
        assertThat(after.number("data.lead_id")).isEqualTo(lead);
        assertThat(after.number("data.attempts")).isEqualTo(2);
        assertThat(after.text("data.reason")).contains("email");
        assertThat(ledger.accept(workspace.id(), List.of(item("a@example.com").withExternalId("x1"))))
                .isZero();
    }

    @Test
    void a_replay_is_part_of_the_transaction_that_keeps_its_answer() {
        api.post(inbound, "{\"email\": \"a@example.com\"}");
        var id = firstId();
        var tx = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        var replays = server.bean(IntakeReplays.class);
        tx.executeWithoutResult(status -> {
            replays.replay(TestServer.system(workspace.id()), id, true);
            status.setRollbackOnly();
        });
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(audited("intake.replayed")).isZero();
        // What is refused within one is rolled back to where it began, and written down.
        sql.update(
                workspace.id(),
                "update intake set body = '{}', status = 'failed' where workspace_id = ?",
                workspace.id());
        tx.executeWithoutResult(status -> replays.replay(TestServer.system(workspace.id()), id, false));
        assertThat(entry(id).attempts()).isEqualTo(2);
        assertThat(audited("intake.replayed")).isEqualTo(1);
    }

    @Test
    void what_fails_for_a_passing_reason_is_tried_again_and_holds_up_nobody() {
        var bad = waiting(item("bad@example.com").withExternalId("x1"));
        var good = waiting(item("good@example.com"));
        var duplicate = item("good@example.com").withExternalId("x1");
        assertThat(ledger.accept(workspace.id(), List.of(duplicate))).isZero();
        var isBroken = new AtomicBoolean(true);
        for (var days = 1; days <= 6; days++) {
            var work = work(days, isBroken);
            assertThat(work.next(workspace.id(), 25)).isEqualTo(days == 1 ? 2 : 1);
            assertThat(entry(bad).attempts()).isEqualTo(days);
            assertThat(entry(bad).outcome().status()).isEqualTo(days < 6 ? IntakeStatus.RECEIVED : IntakeStatus.FAILED);
            assertThat(work.next(workspace.id(), 25)).isZero();
        }
        assertThat(entry(good).outcome().status()).isEqualTo(IntakeStatus.PROCESSED);
        assertThat(total("status=failed")).isEqualTo(1);
    }

    @Test
    void a_duplicate_of_what_waits_still_gets_its_lead() {
        var first = waiting(item("a@example.com").withExternalId("x1"));
        ledger.accept(workspace.id(), List.of(item("a@example.com").withExternalId("x1")));
        assertThat(api.get("/api/v1/intake?status=duplicate")
                        .at("data.0.lead_id")
                        .isNull())
                .isTrue();
        assertThat(work(1, new AtomicBoolean()).next(workspace.id(), 1)).isEqualTo(1);
        assertThat(api.get("/api/v1/intake?status=duplicate").number("data.0.lead_id"))
                .isEqualTo(entry(first).outcome().leadId());
    }

    @Test
    void only_what_may_pass_is_tried_again() {
        var busy = new Problem.Conflict(Refusal.of("record.busy")).exception();
        assertThat(IntakeFailure.of(busy)).get().matches(IntakeFailure::isTransient);
        assertThat(IntakeFailure.of(new Problem.Unavailable(Duration.ZERO).exception()))
                .get()
                .matches(IntakeFailure::isTransient);
        assertThat(IntakeFailure.of(new StackOverflowError())).get().matches(IntakeFailure::isTransient);
        assertThat(IntakeFailure.of(new Problem.NotFound(Refusal.of("in")).exception()))
                .get()
                .matches(failure -> !failure.isTransient());
        assertThat(IntakeFailure.of(new UncategorizedSQLException("", null, new SQLException("", "08006"))))
                .isEmpty();
    }

    @Test
    void one_that_can_not_be_replayed_leaves_the_others_alone_and_spam_is_asked_for() {
        ledger.keep(workspace.id(), item("a@example.com"), IntakeOutcome.ignored(Refusal.of("in")));
        sql.update(workspace.id(), "update intake set actor = '[]' where workspace_id = ?", workspace.id());
        ledger.keep(workspace.id(), item("b@example.com"), IntakeOutcome.ignored(Refusal.of("in")));
        ledger.keep(workspace.id(), item("c@example.com"), IntakeOutcome.spam(Refusal.of("in")));
        var replays = server.bean(IntakeReplays.class);
        server.pauseJobs();
        try {
            var all = replays.start(
                    TestServer.system(workspace.id()),
                    new IntakeFilter(Set.of(IntakeSource.INBOUND), null, null, null, null, null));
            assertThat(replays.step(workspace.id(), all.id())).isEqualTo(StepResult.DONE);
            assertThat(total("status=processed")).isEqualTo(1);
            assertThat(total("status=spam")).isEqualTo(1);
            var spam = replays.start(
                    TestServer.system(workspace.id()),
                    new IntakeFilter(Set.of(), null, IntakeStatus.SPAM, null, null, null));
            replays.step(workspace.id(), spam.id());
            assertThat(total("status=processed")).isEqualTo(2);
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void an_id_that_is_too_long_counts_once_too() {
        var long1 = item("a@example.com").withExternalId("x".repeat(20_000));
        assertThat(ledger.accept(workspace.id(), List.of(long1))).isEqualTo(1);
        assertThat(ledger.accept(workspace.id(), List.of(long1))).isZero();
        assertThat(long1.externalId()).hasSize(64);
    }

    @Test
    void a_test_that_is_replayed_stays_one() {
        ledger.keep(workspace.id(), item("{").asTest(), IntakeOutcome.test());
        var after = api.post(path(firstId()), "{\"as_new\": true}");
        assertThat(after.text("data.status")).isEqualTo("test");
        assertThat(after.number("data.attempts")).isEqualTo(2);
    }

    /** Nobody else works on it: it has to wait longer than the server's clock goes. */
    private long waiting(NewIntake item) {
        var tx = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        return Objects.requireNonNull(tx.execute(status -> {
            ledger.accept(workspace.id(), List.of(item));
            return sql.get(
                    workspace.id(),
                    row -> row.getLong("id"),
                    """
                    update intake
                    set retry_at = ?
                    where workspace_id = ?
                      and id = (select max(id) from intake where workspace_id = ?)
                    returning id
                    """,
                    server.clock().instant().plus(Duration.ofHours(23)),
                    workspace.id(),
                    workspace.id());
        }));
    }

    /** As a server's thread does some days later. */
    private IntakeWork work(int days, AtomicBoolean isBroken) {
        var inbound = server.beans(IntakeHandler.class).stream()
                .filter(handler -> handler.source() == IntakeSource.INBOUND)
                .findFirst()
                .orElseThrow();
        var handlers = new StaticListableBeanFactory();
        handlers.addBean("inbound", new IntakeHandler() {
            @Override
            public IntakeSource source() {
                return IntakeSource.INBOUND;
            }

            @Override
            public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
                if (isBroken.get() && new String(received.body(), StandardCharsets.UTF_8).contains("bad@")) {
                    throw new BadSqlGrammarException("", "", new SQLException("", "42P01"));
                }
                return inbound.handle(caller, received);
            }
        });
        return new IntakeWork(
                server.bean(IntakeSql.class),
                server.bean(IntakeWorkSql.class),
                new IntakeWork.Handlers(
                        handlers.getBeanProvider(IntakeHandler.class),
                        server.bean(Workspaces.class),
                        server.bean(Audit.class)),
                Clock.offset(server.clock(), Duration.ofDays(days)),
                server.bean(IntakeWork.Results.class));
    }

    private static String path(long id) {
        return "/api/v1/intake/" + id + "/replay";
    }

    private long firstId() {
        return api.get("/api/v1/intake").number("data.0.id");
    }

    private IntakeEntry entry(long id) {
        return ledger.get(TestServer.system(workspace.id()), id).entry();
    }

    private long total(String query) {
        return api.get("/api/v1/intake?" + query).number("meta.total");
    }

    private long audited(String action) {
        return sql.get(
                workspace.id(),
                row -> row.getLong(1),
                "select count(*) from audit_entries where workspace_id = ? and action = ?",
                workspace.id(),
                action);
    }
}
