package leadhub.webhooks.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.webhooks.Webhook.DisabledReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that write down what came of deliveries. */
@Component
class ResultSql {
    /** A time is written once in so long. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final Sql sql;

    ResultSql(Sql sql) {
        this.sql = sql;
    }

    /** One of them by its webhook and its own id. */
    record Key(long webhookId, long id) {
        static Key of(Result result) {
            return new Key(result.delivery().webhookId(), result.delivery().id());
        }
    }

    /** Each result counts only if its delivery stands where the attempt found it; which ones did. */
    Set<Key> write(long workspaceId, List<Result> results) {
        var leads = new HashMap<Key, Long>();
        sql.query(workspaceId, ResultSql::written, statement(workspaceId, results))
                .forEach(written -> leads.put(written.key(), written.leadId()));
        var tried = results.stream()
                .filter(result -> result.attempt() != null && leads.containsKey(Key.of(result)))
                .toList();
        if (!tried.isEmpty()) {
            insertAttempts(workspaceId, tried, leads);
        }
        return leads.keySet();
    }

    /** @param leadId whom it is about; 0 for nobody */
    private record Written(Key key, long leadId) {}

    private static Written written(ResultSet row) throws SQLException {
        return new Written(new Key(row.getLong("webhook_id"), row.getLong("id")), row.getLong("lead_id"));
    }

    /** Whether any of the webhooks has deliveries that nobody has begun. */
    boolean isMoreDue(long workspaceId, List<Result> results) {
        return sql.get(
                workspaceId,
                row -> row.getBoolean(1),
                """
                select exists (
                    select
                    from unnest(?::bigint[]) as h (id)
                    cross join lateral (
                        select 1
                        from webhook_deliveries d
                        where d.workspace_id = ?
                          and d.webhook_id = h.id
                          and d.status = 'pending'
                          and d.attempts_count = 0
                          and d.leased_until is null
                        limit 1) more)
                """,
                longs(results, result -> result.delivery().webhookId()),
                workspaceId);
    }

    private static Sql.Statement statement(long workspaceId, List<Result> results) {
        return Sql.Statement.of(
                """
                update webhook_deliveries d
                set status = r.status,
                    attempts_count = d.attempts_count + case when r.is_tried then 1 else 0 end,
                    next_attempt_at = r.next_attempt_at,
                    leased_until = null
                from unnest(:webhook_ids::bigint[], :ids::bigint[], :attempts::int[], :statuses::text[], :next_attempts::timestamptz[],
                            :tried::boolean[])
                    as r (webhook_id, id, attempts, status, next_attempt_at, is_tried)
                where d.workspace_id = :workspace_id
                  and d.webhook_id = r.webhook_id
                  and d.id = r.id
                  and d.status = 'pending'
                  and d.attempts_count = r.attempts
                returning d.webhook_id, d.id, d.lead_id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and(
                                "webhook_ids",
                                longs(results, result -> result.delivery().webhookId()))
                        .and("ids", longs(results, result -> result.delivery().id()))
                        .and(
                                "attempts",
                                ints(results, result -> result.delivery().attempts()))
                        .and(
                                "statuses",
                                texts(results, result -> result.status().word()))
                        .and("next_attempts", texts(results, result -> time(result.nextAttemptAt())))
                        .and("tried", texts(results, result -> Boolean.toString(result.attempt() != null))));
    }

    /** @param leads whom a delivery is about; 0 for nobody */
    private void insertAttempts(long workspaceId, List<Result> tried, Map<Key, Long> leads) {
        sql.defer(
                workspaceId,
                """
                insert into webhook_attempts
                    (workspace_id, webhook_id, delivery_id, number, lead_id, at, status, error, took_ms, answer)
                select :workspace_id, r.webhook_id, r.id, r.number, nullif(r.lead_id, 0), r.at, nullif(r.status, 0), r.error,
                       r.took_ms, r.answer
                from unnest(:webhook_ids::bigint[], :ids::bigint[], :numbers::int[], :lead_ids::bigint[], :times::timestamptz[],
                            :statuses::int[], :errors::text[], :took::bigint[], :answers::text[])
                    as r (webhook_id, id, number, lead_id, at, status, error, took_ms, answer)
                returning delivery_id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and(
                                "webhook_ids",
                                longs(tried, result -> result.delivery().webhookId()))
                        .and("ids", longs(tried, result -> result.delivery().id()))
                        .and("numbers", ints(tried, result -> result.delivery().attempts() + 1))
                        .and("lead_ids", longs(tried, result -> leads.getOrDefault(Key.of(result), 0L)))
                        .and("times", texts(tried, result -> ofAttempt(result, attempt -> time(attempt.at()))))
                        .and(
                                "statuses",
                                ints(
                                        tried,
                                        result -> Objects.requireNonNullElse(ofAttempt(result, Attempt::status), 0)))
                        .and("errors", texts(tried, result -> ofAttempt(result, Attempt::error)))
                        .and(
                                "took",
                                longs(
                                        tried,
                                        result ->
                                                Objects.requireNonNullElse(ofAttempt(result, Attempt::tookMillis), 0L)))
                        .and("answers", texts(tried, result -> ofAttempt(result, Attempt::answer))));
    }

    /** Something arrived: whatever failed before doesn't count any more. */
    void succeeded(long workspaceId, long webhookId, Instant at, boolean endsStreak) {
        sql.update(workspaceId, """
                update webhooks
                set last_delivery_at = greatest(last_delivery_at, ?),
                    failing_since = case when ? then null else failing_since end
                where workspace_id = ?
                  and id = ?
                  and (last_delivery_at is null or last_delivery_at < ? or ? and failing_since is not null)
                """, at, endsStreak, workspaceId, webhookId, at.minus(PRECISION), endsStreak);
    }

    void failed(long workspaceId, long webhookId, Instant at) {
        sql.update(workspaceId, """
                update webhooks
                set failing_since = ?
                where workspace_id = ?
                  and id = ?
                  and is_active
                  and failing_since is null
                """, at, workspaceId, webhookId);
    }

    /** Whether it is now that the administrators are to be told that a webhook has been failing; once a day at most. */
    boolean warn(long workspaceId, long webhookId, Instant failingSince, Instant lastWarned, Instant now) {
        return sql.update(workspaceId, """
                update webhooks
                set warned_at = ?
                where workspace_id = ?
                  and id = ?
                  and is_active
                  and failing_since <= ?
                  and (warned_at is null or warned_at < failing_since and warned_at < ?)
                """, now, workspaceId, webhookId, failingSince, lastWarned) == 1;
    }

    /**
     * Switches a webhook off; false if it is off already.
     *
     * @param failingSince only if it has been failing for so long; null for whatever it did
     */
    boolean disable(long workspaceId, long webhookId, DisabledReason reason, @Nullable Instant failingSince) {
        return sql.update(
                        workspaceId, """
                        update webhooks
                        set is_active = false, disabled_reason = ?
                        where workspace_id = ?
                          and id = ?
                          and is_active
                          and (?::text is null or failing_since <= ?::timestamptz)
                        """, reason.word(), workspaceId, webhookId, time(failingSince), time(failingSince))
                == 1;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static <T> @Nullable T ofAttempt(Result result, Function<Attempt, @Nullable T> value) {
        return Optional.ofNullable(result.attempt()).map(value).orElse(null);
    }

    private static long[] longs(List<Result> results, Function<Result, Long> value) {
        return results.stream().mapToLong(value::apply).toArray();
    }

    private static int[] ints(List<Result> results, Function<Result, Integer> value) {
        return results.stream().mapToInt(value::apply).toArray();
    }

    private static @Nullable String[] texts(List<Result> results, Function<Result, @Nullable String> value) {
        var texts = new ArrayList<@Nullable String>();
        results.forEach(result -> texts.add(value.apply(result)));
        return texts.toArray(String[]::new);
    }
}
