package leadhub.sms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the lead_sms table. */
@Component
class SmsSql {
    static final String COLUMNS = """
            id, lead_id, integration_id, author, is_received, phone, body, media, status, segments, provider_id, failure,
            failure_code, asked_at, waits_until, created_at""";

    private final Sql sql;
    private final SmsTalkSql talks;

    SmsSql(Sql sql, SmsTalkSql talks) {
        this.sql = sql;
        this.talks = talks;
    }

    /** Empty if it is there already: what had it sent has had it sent, or it has come before. */
    Optional<Sms> insert(Caller caller, NewSms sms, Instant now) {
        var made = sql.find(
                caller.workspaceId(),
                SmsSql::read,
                """
                insert into lead_sms (workspace_id, lead_id, integration_id, origin, author, is_received, phone, body, media,
                    provider_id, status, segments, created_at, finished_at)
                values (:workspace_id, :lead_id, :integration_id, :origin, :author::jsonb, :is_received, :phone, :body, :media,
                    :provider_id, :status, :segments, :now, case when :is_received then :now::timestamptz end)
                on conflict do nothing
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("lead_id", sms.leadId())
                        .and("integration_id", sms.integrationId())
                        .and("origin", sms.origin())
                        .and("author", Json.write(caller.actor()))
                        .and("is_received", sms.isReceived())
                        .and("phone", sms.phone())
                        .and("body", sms.text())
                        .and("media", sms.media())
                        .and("provider_id", sms.providerId())
                        .and("status", (sms.isReceived() ? SmsStatus.RECEIVED : SmsStatus.QUEUED).word())
                        .and("segments", sms.segments())
                        .and("now", now));
        // Of one that came its event tells, once the lead is held.
        if (!sms.isReceived()) {
            talks.renew(caller.workspaceId(), sms.leadId());
        }
        return made;
    }

    Optional<Sms> find(long workspaceId, long id) {
        return sql.find(workspaceId, SmsSql::read, """
                select %s
                from lead_sms
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<Sms> lock(long workspaceId, long id) {
        return sql.find(workspaceId, SmsSql::read, """
                select %s
                from lead_sms
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<Sms> ofOrigin(long workspaceId, String origin) {
        return sql.find(workspaceId, SmsSql::read, """
                select %s
                from lead_sms
                where workspace_id = ?
                  and origin = ?
                """.formatted(COLUMNS), workspaceId, origin);
    }

    Optional<Sms> ofProvider(long workspaceId, String providerId) {
        return sql.find(workspaceId, SmsSql::read, """
                select %s
                from lead_sms
                where workspace_id = ?
                  and provider_id = ?
                """.formatted(COLUMNS), workspaceId, providerId);
    }

    /** The latest of a lead before another one, the latest first. */
    List<Sms> list(long workspaceId, long leadId, long before, int most) {
        return sql.query(workspaceId, SmsSql::read, """
                select %s
                from lead_sms
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                order by id desc
                limit ?
                """.formatted(COLUMNS), workspaceId, leadId, before, most);
    }

    /** One page of them, the latest first. */
    Page<Sms> page(long workspaceId, long leadId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from lead_sms
                        where workspace_id = ?
                          and lead_id = ?
                        """, workspaceId, leadId),
                SmsSql::read,
                Sql.Statement.of("""
                        select %s
                        from lead_sms
                        where workspace_id = ?
                          and lead_id = ?
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, leadId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** The provider is asked to take it from now on; null where its answer said that it hasn't. */
    void ask(long workspaceId, long id, @Nullable Instant askedAt) {
        sql.update(workspaceId, """
                update lead_sms
                set asked_at = ?
                where workspace_id = ?
                  and id = ?
                  and status = 'queued'
                """, askedAt, workspaceId, id);
    }

    /** Writes down what has come of one that is locked. */
    void put(long workspaceId, Sms sms, Sms.Fate fate, Instant now) {
        sql.update(
                workspaceId,
                """
                update lead_sms
                set status = :status, segments = :segments, provider_id = :provider_id, failure = :failure,
                    failure_code = :failure_code, waits_until = :waits_until,
                    finished_at = case when :status = 'queued' then finished_at else :now::timestamptz end
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", sms.id())
                        .and("status", fate.status().word())
                        .and("segments", fate.segments())
                        .and("provider_id", fate.providerId())
                        .and("failure", fate.failure())
                        .and("failure_code", fate.code())
                        .and("waits_until", fate.waitsUntil())
                        .and("now", now));
        if (!fate.status().isAnswer()) {
            talks.renew(workspaceId, sms.leadId());
        }
    }

    /** Forgets the texts of some that are older, the oldest first; how many. */
    int empty(long workspaceId, Instant before, Instant now, int most) {
        return sql.update(workspaceId, """
                update lead_sms
                set body = '', emptied_at = ?
                where workspace_id = ?
                  and id = any (array(
                      select id
                      from lead_sms
                      where workspace_id = ?
                        and created_at < ?
                        and emptied_at is null
                      order by created_at
                      limit ?))
                """, now, workspaceId, workspaceId, before, most);
    }

    static Sms read(ResultSet row) throws SQLException {
        return new Sms(
                row.getLong("id"),
                row.getLong("lead_id"),
                row.getLong("integration_id"),
                Json.MAPPER.readValue(row.getString("author"), Actor.class),
                row.getBoolean("is_received"),
                row.getString("phone"),
                row.getString("body"),
                row.getInt("media"),
                new Sms.Fate(
                        SmsStatus.of(row.getString("status")),
                        row.getInt("segments"),
                        row.getString("provider_id"),
                        row.getString("failure"),
                        row.getInt("failure_code"),
                        Times.find(row, "asked_at"),
                        Times.find(row, "waits_until")),
                Times.get(row, "created_at"));
    }
}
