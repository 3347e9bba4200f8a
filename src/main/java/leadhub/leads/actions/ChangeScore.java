package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/** Adds points to a lead's own, beside those of the rules. */
@Component
final class ChangeScore implements ActionKind {
    private static final String POINTS = "points";
    private static final long MOST = 1_000;

    private final Leads leads;

    ChangeScore(Leads leads) {
        this.leads = leads;
    }

    @Override
    public String key() {
        return "change_score";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(POINTS, ActionField.Type.NUMBER));
    }

    @Override
    public Action check(ActionRequest request) {
        var points = request.number(POINTS);
        if (Math.abs(points) > MOST) {
            throw request.refused(
                    POINTS, Refusal.of("between").with("min", -MOST).with("max", MOST));
        }
        return new Action(key(), ActionConfig.of(POINTS, points), null);
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        leads.addToScore(caller, leadId, config.number(POINTS));
    }
}
