package leadhub.webhooks.delivery;

import java.util.List;
import leadhub.base.database.Sql;
import leadhub.base.database.DueWorkspaces;
import org.springframework.stereotype.Component;

/** The statements on the tables that say which workspaces have deliveries due, and which have webhooks at all. */
@Component
class DeliveryDueSql extends DueWorkspaces {
    private final Sql sql;

    DeliveryDueSql(Sql sql) {
        super(sql, "webhook_due");
        this.sql = sql;
    }

    /** Those that have or had webhooks. */
    List<Long> all() {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                select workspace_id
                from webhook_workspaces
                order by workspace_id
                """);
    }
}
