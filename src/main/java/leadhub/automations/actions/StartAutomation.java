package leadhub.automations.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.automations.KnownAutomations;
import leadhub.automations.runs.RunStarts;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;

/** Starts another automation for the same lead; one that may not run for it again is left alone. */
@Component
final class StartAutomation implements ActionKind {
    private static final String AUTOMATION = "automation_id";

    private final KnownAutomations known;
    private final RunStarts starts;

    StartAutomation(KnownAutomations known, RunStarts starts) {
        this.known = known;
        this.starts = starts;
    }

    @Override
    public String key() {
        return "start_automation";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(AUTOMATION, ActionField.Type.AUTOMATION));
    }

    @Override
    public Action check(ActionRequest request) {
        var id = request.number(AUTOMATION);
        var automation = known.find(request.caller().workspaceId(), id)
                .orElseThrow(() -> request.refused(AUTOMATION, Refusal.of("in")));
        return new Action(
                key(), ActionConfig.of(AUTOMATION, id), automation.automation().name());
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        starts.start(caller, config.number(AUTOMATION), leadId);
    }
}
