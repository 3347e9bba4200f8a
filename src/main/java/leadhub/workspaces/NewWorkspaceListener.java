package leadhub.workspaces;

import leadhub.base.Caller;

/** Gives every new workspace something to start with, in the transaction that creates it. */
public interface NewWorkspaceListener {
    void created(Caller caller);
}
