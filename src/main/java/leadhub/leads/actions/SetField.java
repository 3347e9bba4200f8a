package leadhub.leads.actions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkActionKind;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.leads.Leads;
import leadhub.leads.ManyFields;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField.Kind;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a value into a field of a lead, by the rules of a change through the API; null empties it. */
@Component
final class SetField implements BulkActionKind {
    private static final String FIELD = "field";
    private static final String VALUE = "value";
    private static final String FIRST_NAME = LeadFields.FIRST_NAME.name();
    private static final Set<Kind> KINDS = Set.of(Kind.TEXT, Kind.MONEY, Kind.CURRENCY, Kind.FLAG, Kind.DAY);

    private final Leads leads;
    private final ManyFields many;
    private final Fields fields;

    SetField(Leads leads, ManyFields many, Fields fields) {
        this.leads = leads;
        this.many = many;
        this.fields = fields;
    }

    @Override
    public String key() {
        return "set_field";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(FIELD, ActionField.Type.LEAD_FIELD),
                ActionField.required(VALUE, ActionField.Type.VALUE));
    }

    @Override
    public Action check(ActionRequest request) {
        var field = request.text(FIELD, 255);
        if (!isOne(field) && !field.startsWith(CustomField.PATH)) {
            throw request.refused(FIELD, Refusal.of("in"));
        }
        var value = request.value(VALUE);
        var input = new Input(body(field, value));
        var change = LeadReader.read(input);
        input.requireIfPresent(FIRST_NAME);
        input.errors().addAll(leads.refusals(request.caller(), null, change));
        if (input.errors().any()) {
            throw request.refused(VALUE, input.errors().all().getFirst());
        }
        return new Action(key(), ActionConfig.of(FIELD, field).with(VALUE, value), name(request.caller(), field));
    }

    /** Of an external id each lead has its own. */
    @Override
    public Action checkForMany(ActionRequest request) {
        if (request.text(FIELD, 255).equals(LeadFields.EXTERNAL_ID.name())) {
            throw request.refused(FIELD, Refusal.of("in"));
        }
        return check(request);
    }

    /** What people call a field that the workspace made up; that of others is worded. */
    private String name(Caller caller, String field) {
        return fields.all(caller).stream()
                .filter(one -> one.path().equals(field))
                .map(CustomField::label)
                .findFirst()
                .orElse(field.startsWith(CustomField.PATH) ? field.substring(CustomField.PATH.length()) : field);
    }

    private static boolean isOne(String field) {
        return LeadFields.SENT_BY_PROGRAMS.stream()
                .anyMatch(one -> one.name().equals(field) && KINDS.contains(one.kind()));
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        leads.change(caller, leadId, before -> change(before, config));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return true;
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        var change = LeadReader.read(new Input(body(config.text(FIELD), config.value(VALUE))));
        return many.change(caller, leadIds, change).stream()
                .map(one -> new ActionEffect(one.leadId(), one.before(), one.after()))
                .toList();
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        return many.undo(
                caller,
                effects.stream()
                        .map(effect -> new ManyFields.Written(
                                effect.leadId(),
                                Objects.requireNonNull(effect.before()),
                                Objects.requireNonNull(effect.after())))
                        .toList());
    }

    @Override
    public String subjectMessage(ActionConfig config) {
        var field = config.text(FIELD);
        return field.startsWith(CustomField.PATH) ? "" : "field." + field;
    }

    private static LeadChange change(Lead before, ActionConfig config) {
        var input = new Input(body(config.text(FIELD), config.value(VALUE)));
        var change = LeadReader.read(input);
        // A lead that came in without a name may stay without one.
        if (before.firstName() != null) {
            input.requireIfPresent(FIRST_NAME);
        }
        input.errors().check();
        return change;
    }

    private static ObjectNode body(String field, JsonNode value) {
        var body = Json.MAPPER.createObjectNode();
        if (field.startsWith(CustomField.PATH)) {
            body.putObject("custom_fields").set(field.substring(CustomField.PATH.length()), value);
        } else {
            body.set(field, value);
        }
        return body;
    }
}
