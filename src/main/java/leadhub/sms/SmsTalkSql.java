package leadhub.sms;

import java.util.List;
import leadhub.base.Slice;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the sms_talks table, which says of each lead what was written last and whether it waits for an answer. */
@Component
class SmsTalkSql {
    private final Sql sql;

    SmsTalkSql(Sql sql) {
        this.sql = sql;
    }

    /** Makes a lead's anew, of what is there: what others write meanwhile waits, and comes after. */
    void renew(long workspaceId, long leadId) {
        // Two statements, for the second one sees what was written until it holds the row.
        sql.defer(workspaceId, """
                insert into sms_talks (workspace_id, lead_id, latest_id, is_unanswered)
                select workspace_id, lead_id, 0, false
                from lead_sms
                where workspace_id = ?
                  and lead_id = ?
                order by id desc
                limit 1
                on conflict (workspace_id, lead_id) do update set latest_id = sms_talks.latest_id
                """, workspaceId, leadId);
        sql.defer(workspaceId, """
                update sms_talks
                set latest_id = coalesce((
                        select max(id)
                        from lead_sms
                        where workspace_id = ?
                          and lead_id = ?), 0),
                    is_unanswered = coalesce((
                        select max(id)
                        from lead_sms
                        where workspace_id = ?
                          and lead_id = ?
                          and is_received), 0)
                    > coalesce((
                        select max(id)
                        from lead_sms
                        where workspace_id = ?
                          and lead_id = ?
                          and author ->> 'kind' = 'USER'
                          and status not in ('undelivered', 'failed', 'suppressed', 'cancelled')), 0)
                where workspace_id = ?
                  and lead_id = ?
                """, workspaceId, leadId, workspaceId, leadId, workspaceId, leadId, workspaceId, leadId);
    }

    /**
     * Those of leads that are there, the latest first.
     *
     * @param visible whose leads; null for everybody's
     */
    List<SmsInbox.Talk> list(long workspaceId, boolean isUnanswered, @Nullable Owners visible, Slice slice) {
        var values = NamedValues.of("workspace", workspaceId)
                .and("limit", slice.limit())
                .and("offset", slice.offset());
        var only = new StringBuilder();
        if (isUnanswered) {
            only.append("  and t.is_unanswered\n");
        }
        if (visible != null) {
            only.append("  and ")
                    .append(Owners.condition("l.assigned_user_id").replace("?", ":owners"))
                    .append('\n');
            values.and("owners", visible.array());
        }
        return sql.query(
                workspaceId,
                row -> new SmsInbox.Talk(SmsSql.read(row), row.getBoolean("is_unanswered")),
                Sql.Statement.of("""
                with page as (
                    select t.latest_id, t.is_unanswered
                    from sms_talks t
                    join leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
                    where t.workspace_id = :workspace
                    %s
                    order by t.latest_id desc
                    limit :limit offset :offset)
                select %s, is_unanswered
                from page
                join lead_sms on workspace_id = :workspace and id = latest_id
                order by id desc
                """.formatted(only, SmsSql.COLUMNS), values));
    }
}
