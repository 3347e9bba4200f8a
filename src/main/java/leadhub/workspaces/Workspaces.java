package leadhub.workspaces;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and finds workspaces. */
@Service
public class Workspaces {
    private final WorkspaceSql sql;
    private final Audit audit;
    private final Clock clock;
    private final List<NewWorkspaceListener> listeners;

    Workspaces(WorkspaceSql sql, Audit audit, Clock clock, List<NewWorkspaceListener> listeners) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** All workspaces, by id. */
    public List<Workspace> all() {
        return sql.all();
    }

    public Optional<Workspace> find(String slug) {
        return sql.find(slug);
    }

    /** Makes a workspace with its first pipeline and no user; a slug that is taken is refused. */
    @Transactional
    public Workspace create(NewWorkspace wanted) {
        if (!wanted.slug().matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
            throw Problem.invalid("slug", "The slug takes 1 to 63 small letters, digits and hyphens.")
                    .exception();
        }
        if (wanted.name().isBlank() || wanted.name().length() > 255) {
            throw Problem.invalid("name", "The name takes 1 to 255 characters.").exception();
        }
        var workspace = sql.insert(wanted, Times.now(clock))
                .orElseThrow(() -> Problem.invalid("slug", "The slug has already been taken.")
                        .exception());
        var caller = Caller.system(workspace.id(), "workspace");
        audit.record(caller, "workspace.created", workspace.id(), null, workspace);
        listeners.forEach(listener -> listener.created(caller));
        return workspace;
    }
}
