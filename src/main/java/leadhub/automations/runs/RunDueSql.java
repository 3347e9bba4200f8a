package leadhub.automations.runs;

import leadhub.base.database.DueWorkspaces;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have runs due. */
@Component
class RunDueSql extends DueWorkspaces {
    RunDueSql(Sql sql) {
        super(sql, "automation_due");
    }
}
