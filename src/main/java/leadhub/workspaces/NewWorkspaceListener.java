package leadhub.workspaces;

import leadhub.base.Caller;

/** A feature that gives every new workspace something to start with, in the transaction that makes it. */
public interface NewWorkspaceListener {
    void created(Caller caller);
}
