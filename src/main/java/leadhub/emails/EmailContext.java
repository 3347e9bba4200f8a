package leadhub.emails;

import java.util.List;
import leadhub.base.Caller;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.leads.record.Lead;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an email can tell.
 *
 * @param owner null where nobody looks after the lead
 */
public record EmailContext(Lead lead, @Nullable User owner, Workspace workspace, List<CustomField> fields) {

    /** Asks for it. */
    @Component
    public static class Reader {
        private final Users users;
        private final Workspaces workspaces;
        private final Fields fields;

        Reader(Users users, Workspaces workspaces, Fields fields) {
            this.users = users;
            this.workspaces = workspaces;
            this.fields = fields;
        }

        public EmailContext read(Caller caller, Lead lead) {
            var ownerId = lead.assignedUserId();
            return new EmailContext(
                    lead,
                    ownerId == null ? null : users.find(caller, ownerId).orElse(null),
                    workspaces.get(caller),
                    fields.all(caller));
        }
    }
}
