package leadhub.leads.api;

import leadhub.api.Envelope;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** A lead of which less is answered, or more: who writes it by what was read must find it as whole as everybody. */
record ShapedLead(LeadView view) implements Envelope.Edited, JacksonSerializable {
    @Override
    public Object edited() {
        return new Envelope.One<>(new LeadView(view.lead()));
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        view.serialize(json, context);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer type) {
        view.serializeWithType(json, context, type);
    }
}
