package leadhub.fields;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Forced;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Custom fields in the LeadHub dialect. */
@Component
class FieldApi implements Routes.Provider {
    private static final String FIELDS = "/api/v1/custom-fields";
    private static final String FIELD = FIELDS + "/{id}";

    private final Fields fields;

    FieldApi(Fields fields) {
        this.fields = fields;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(FIELDS, Scope.READ_LEADS, this::list)
                .post(FIELDS, Scope.WRITE_LEADS, this::create)
                .get(FIELD, Scope.READ_LEADS, this::show)
                .update(FIELD, Scope.WRITE_LEADS, this::change, this::current)
                .delete(FIELD, Scope.WRITE_LEADS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(
                exchange, paging, fields.list(exchange.caller(), paging.slice()).map(View::of));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(fields.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(fields.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var key = input.text("key", FieldKeys.MOST_CHARACTERS);
        var change = read(input);
        var kind = input.text("type", CustomField.MOST_CHARACTERS)
                .map(text -> text == null
                        ? null
                        : FieldKind.ofWord(text).orElseGet(() -> input.reject("type", Refusal.of("in"))));
        input.require("label");
        input.require("type");
        input.errors().check();
        var wanted = new NewField(
                key.over(null),
                change.label().over(""),
                Objects.requireNonNull(kind.over(null)),
                change.options().over(List.of()));
        var field = fields.create(exchange.caller(), wanted);
        return Answer.created(exchange.origin() + FIELDS + "/" + field.id(), one(field));
    }

    private Answer change(Exchange exchange) {
        var field = fields.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var change = read(input);
        input.errors().check();
        return Answer.ok(one(fields.change(exchange.caller(), field.id(), change)));
    }

    private Answer delete(Exchange exchange) {
        fields.delete(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    private static FieldChange read(Input input) {
        var label = input.solidText("label", CustomField.MOST_CHARACTERS);
        Change<@Nullable List<String>> options =
                input.texts("options", CustomField.MOST_OPTIONS, CustomField.MOST_CHARACTERS);
        var position = input.integer("position")
                .map(place -> place == null || place >= 1
                        ? place
                        : input.reject("position", Refusal.of("min").with("min", 1)));
        return new FieldChange(label, options.map(list -> Objects.requireNonNullElse(list, List.of())), position);
    }

    private static Envelope.One<View> one(CustomField field) {
        return new Envelope.One<>(View.of(field));
    }

    /** A custom field as the contract spells it. */
    record View(
            long id,
            String key,
            String label,
            String type,
            List<String> options,
            int position,
            Instant createdAt,
            Instant updatedAt) {
        static View of(CustomField field) {
            return new View(
                    field.id(),
                    field.key(),
                    field.label(),
                    field.kind().word(),
                    field.options(),
                    field.position(),
                    field.createdAt(),
                    field.updatedAt());
        }
    }
}
