package leadhub.integrations.emailimap;

import leadhub.base.database.DueWorkspaces;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have a mailbox to read. */
@Component
class MailboxDueSql extends DueWorkspaces {
    MailboxDueSql(Sql sql) {
        super(sql, "mailbox_due");
    }
}
