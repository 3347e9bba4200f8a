package leadhub.webhooks.delivery;

import leadhub.base.database.DueWorkspaces;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have deliveries due. */
@Component
class DeliveryDueSql extends DueWorkspaces {
    DeliveryDueSql(Sql sql) {
        super(sql, "webhook_due");
    }
}
