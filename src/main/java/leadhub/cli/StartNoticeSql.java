package leadhub.cli;

import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Takes what a migration noted down for the next start to tell: of several servers that start together, one does. */
@Component
class StartNoticeSql {
    private final Sql sql;

    StartNoticeSql(Sql sql) {
        this.sql = sql;
    }

    /** Whether it was there to be told. */
    boolean take(String name) {
        return sql.globalUpdate("""
                delete from start_notices
                where name = ?
                """, name) > 0;
    }
}
