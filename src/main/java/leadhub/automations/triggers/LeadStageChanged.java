package leadhub.automations.triggers;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import leadhub.pipelines.Pipelines;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A lead that moves to another stage. */
@Component
final class LeadStageChanged implements TriggerKind {
    private static final String PIPELINE = "pipeline_id";
    private static final String FROM = "from_stage_id";
    private static final String TO = "to_stage_id";
    private static final String FIELD = "pipeline_stage_id";

    private final Pipelines pipelines;

    LeadStageChanged(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public String type() {
        return "lead_stage_changed";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.optional(PIPELINE, ActionField.Type.PIPELINE),
                ActionField.optional(FROM, ActionField.Type.STAGE),
                ActionField.optional(TO, ActionField.Type.STAGE));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = TriggerConfig.none();
        var caller = request.caller();
        TriggerConfig.id(request, PIPELINE, config, id -> pipelines.exists(caller, id));
        TriggerConfig.id(
                request, FROM, config, id -> pipelines.stage(caller, id).isPresent());
        TriggerConfig.id(request, TO, config, id -> pipelines.stage(caller, id).isPresent());
        return config;
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return TriggerConfig.changed(event, FIELD);
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        var change = event.changes().get(FIELD);
        var after = event.after();
        return change != null
                && TriggerConfig.fits(config, FROM, change.from())
                && TriggerConfig.fits(config, TO, change.to())
                && (!config.has(PIPELINE)
                        || after != null
                                && TriggerConfig.fits(
                                        config,
                                        PIPELINE,
                                        after.fields().path(PIPELINE).asString("")));
    }
}
