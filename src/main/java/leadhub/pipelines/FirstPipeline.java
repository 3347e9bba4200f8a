package leadhub.pipelines;

import leadhub.base.Caller;
import leadhub.workspaces.NewWorkspaceListener;
import org.springframework.stereotype.Component;

/** Gives every new workspace a pipeline, which is its default. */
@Component
class FirstPipeline implements NewWorkspaceListener {
    private final Pipelines pipelines;

    FirstPipeline(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public void created(Caller caller) {
        pipelines.create(caller, new NewPipeline("Sales Pipeline", null, true, NewStage.USUAL));
    }
}
