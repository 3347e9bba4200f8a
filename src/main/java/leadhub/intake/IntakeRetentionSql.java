package leadhub.intake;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that forget what was kept long enough. */
@Component
class IntakeRetentionSql {
    private final Sql sql;

    IntakeRetentionSql(Sql sql) {
        this.sql = sql;
    }

    /** Forgets some of a source that came before a time, and adds them to what its records have had; how many. */
    int delete(long workspaceId, IntakeSource source, Instant before, int most) {
        return sql.query(
                        workspaceId,
                        row -> row.getLong("forgotten"),
                        """
                        with old as (
                            select id
                            from intake
                            where workspace_id = :workspace_id
                              and source = :source
                              and received_at < :before
                              and status <> 'received'
                            order by id
                            limit :most
                        ), gone as (
                            delete from intake i
                            using old
                            where i.workspace_id = :workspace_id
                              and i.id = old.id
                            returning i.source_id, i.is_new_lead
                        ), counted as (
                            insert into intake_totals as t (workspace_id, source, source_id, entries, new_leads)
                            select :workspace_id, :source, source_id, count(*), count(*) filter (where is_new_lead)
                            from gone
                            where source_id > 0
                            group by source_id
                            on conflict (workspace_id, source, source_id) do update
                            set entries = t.entries + excluded.entries, new_leads = t.new_leads + excluded.new_leads
                        )
                        select count(*) as forgotten
                        from gone
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("source", source.word())
                                .and("before", before)
                                .and("most", most))
                .getFirst()
                .intValue();
    }
}
