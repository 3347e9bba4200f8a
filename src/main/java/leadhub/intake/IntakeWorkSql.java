package leadhub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which a row is taken to be worked on: nobody else does until the transaction ends. */
@Component
class IntakeWorkSql {
    private static final String COLUMNS = IntakeListSql.WHOLE + ", actor";

    private final Sql sql;

    IntakeWorkSql(Sql sql) {
        this.sql = sql;
    }

    /** A row with what came, and whom it is worked on for. */
    record Taken(IntakeEntry.Whole whole, Actor actor) {
        long id() {
            return whole.entry().id();
        }

        ReceivedIntake received(boolean isReplay, boolean isAsNew) {
            return whole.received(isReplay, isAsNew);
        }
    }

    /** Those that have waited longest and that nobody is at. */
    List<Taken> next(long workspaceId, Instant now, int most) {
        return sql.query(workspaceId, IntakeWorkSql::read, """
                select %s
                from intake
                where workspace_id = ?
                  and status = 'received'
                  and not is_held
                  and (retry_at is null or retry_at <= ?)
                order by id
                limit ?
                for update skip locked
                """.formatted(COLUMNS), workspaceId, now, most);
    }

    Optional<Taken> lock(long workspaceId, long id) {
        return sql.find(workspaceId, IntakeWorkSql::read, """
                select %s
                from intake
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    private static Taken read(ResultSet row) throws SQLException {
        return new Taken(IntakeListSql.whole(row), IntakeSql.actor(row.getString("actor")));
    }
}
