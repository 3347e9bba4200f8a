package leadhub.integrations;

import leadhub.base.database.DueWorkspaces;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have something to fetch. */
@Component
class FetchDueSql extends DueWorkspaces {
    FetchDueSql(Sql sql) {
        super(sql, "integration_due");
    }
}
