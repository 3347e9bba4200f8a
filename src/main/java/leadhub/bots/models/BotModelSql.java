package leadhub.bots.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on bots' language models. */
@Component
class BotModelSql {
    private static final String COLUMNS = """
            bot_id, is_active, url, model, secret is not null as has_key, is_streamed, sends_lead_data,
            deadline_seconds, per_conversation, per_day, per_month, failure, failed_at""";

    private final Sql sql;

    BotModelSql(Sql sql) {
        this.sql = sql;
    }

    /** A key as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(String botId, byte[] secret) {}

    Optional<BotModel> find(long workspaceId, String botId) {
        return sql.find(workspaceId, BotModelSql::read, """
                select %s
                from bot_models
                where workspace_id = ?
                  and bot_id = ?
                """.formatted(COLUMNS), workspaceId, botId);
    }

    /** What it was that failed before is forgotten: it may go well by now. */
    void save(long workspaceId, String botId, ModelTerms terms, byte @Nullable [] secret, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into bot_models
                    (workspace_id, bot_id, is_active, url, model, secret, is_streamed, sends_lead_data, deadline_seconds,
                     per_conversation, per_day, per_month, updated_at)
                values (:workspace, :bot, :active, :url, :model, :secret, :streamed, :lead_data, :seconds,
                        :conversation, :day, :month, :now)
                on conflict (workspace_id, bot_id) do update
                set is_active = excluded.is_active, url = excluded.url, model = excluded.model, secret = excluded.secret,
                    is_streamed = excluded.is_streamed, sends_lead_data = excluded.sends_lead_data,
                    deadline_seconds = excluded.deadline_seconds, per_conversation = excluded.per_conversation,
                    per_day = excluded.per_day, per_month = excluded.per_month, failure = null, failed_at = null,
                    updated_at = excluded.updated_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("active", terms.isActive())
                        .and("url", terms.url())
                        .and("model", terms.model())
                        .and("secret", secret)
                        .and("streamed", terms.isStreamed())
                        .and("lead_data", terms.sendsLeadData())
                        .and("seconds", terms.deadlineSeconds())
                        .and("conversation", terms.budgets().perConversation())
                        .and("day", terms.budgets().perDay())
                        .and("month", terms.budgets().perMonth())
                        .and("now", now));
    }

    boolean delete(long workspaceId, String botId) {
        return sql.update(workspaceId, """
                        delete from bot_models
                        where workspace_id = ?
                          and bot_id = ?
                        """, workspaceId, botId) > 0;
    }

    void failed(long workspaceId, String botId, String why, Instant at) {
        sql.update(workspaceId, """
                update bot_models
                set failure = ?, failed_at = ?
                where workspace_id = ?
                  and bot_id = ?
                """, why, at, workspaceId, botId);
    }

    Optional<Kept> secret(long workspaceId, String botId) {
        return sql.find(workspaceId, BotModelSql::kept, """
                select bot_id, secret
                from bot_models
                where workspace_id = ?
                  and bot_id = ?
                  and secret is not null
                """, workspaceId, botId);
    }

    /** Those of a workspace, each with the number of its bot. */
    List<Kept> secrets(long workspaceId) {
        return sql.query(workspaceId, BotModelSql::kept, """
                select bot_id, secret
                from bot_models
                where workspace_id = ?
                  and secret is not null
                order by bot_id
                """, workspaceId);
    }

    boolean reseal(long workspaceId, byte[] was, byte[] now) {
        return sql.update(workspaceId, """
                        update bot_models
                        set secret = ?
                        where workspace_id = ?
                          and secret = ?
                        """, now, workspaceId, was) > 0;
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString("bot_id"), row.getBytes("secret"));
    }

    private static BotModel read(ResultSet row) throws SQLException {
        var terms = new ModelTerms(
                row.getBoolean("is_active"),
                row.getString("url"),
                row.getString("model"),
                row.getBoolean("is_streamed"),
                row.getBoolean("sends_lead_data"),
                row.getInt("deadline_seconds"),
                new ModelTerms.Budgets(row.getInt("per_conversation"), row.getInt("per_day"), row.getInt("per_month")));
        var failure = row.getString("failure");
        return new BotModel(
                row.getString("bot_id"),
                terms,
                row.getBoolean("has_key"),
                failure == null ? null : new BotModel.Failure(failure, Times.get(row, "failed_at")));
    }
}
