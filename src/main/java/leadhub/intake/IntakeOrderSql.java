package leadhub.intake;

import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement that waits for earlier rows. */
@Component
class IntakeOrderSql {
    /** Nobody takes more at once. */
    private static final int MOST = 200;

    private final Sql sql;

    IntakeOrderSql(Sql sql) {
        this.sql = sql;
    }

    /** Whoever works on a row holds it until it is marked; a row of this transaction's own waits for nobody. */
    void awaitEarlier(long workspaceId, ReceivedIntake received) {
        sql.query(
                workspaceId,
                row -> row.getLong("id"),
                """
                select id
                from intake
                where workspace_id = ?
                  and source = ?
                  and source_id = ?
                  and status = 'received'
                  and not is_held
                  and retry_at is null
                  and id < (
                      select mine.id
                      from intake mine
                      where mine.workspace_id = ?
                        and mine.source = ?
                        and mine.source_id = ?
                        and mine.counted_id = ?)
                order by id desc
                limit ?
                for share
                """,
                workspaceId,
                received.source().word(),
                received.sourceId(),
                workspaceId,
                received.source().word(),
                received.sourceId(),
                received.externalId(),
                MOST);
    }
}
