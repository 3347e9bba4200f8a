package leadhub.forms;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Forced;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Forms in the LeadHub dialect. */
@Component
class FormApi implements Routes.Provider {
    private static final String ALL = "/api/v1/forms";
    private static final String ONE = ALL + "/{id}";

    private final Forms forms;
    private final FormReader reader;

    FormApi(Forms forms, FormReader reader) {
        this.forms = forms;
        this.reader = reader;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_FORMS, this::list)
                .post(ALL, Scope.WRITE_FORMS, this::create)
                .get(ONE, Scope.READ_FORMS, this::show)
                .update(ONE, Scope.WRITE_FORMS, this::change, this::current)
                .delete(ONE, Scope.DELETE_FORMS, this::delete, this::current)
                .post(ONE + "/rotate", Scope.WRITE_FORMS, this::rotate, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = forms.list(exchange.caller(), paging.slice());
        return Envelope.page(exchange, paging, page.map(form -> FormView.of(form, exchange.origin())));
    }

    private Answer show(Exchange exchange) {
        return one(exchange, forms.get(exchange.caller(), exchange.id(0)));
    }

    private Answer current(Exchange exchange) {
        return one(exchange, forms.lock(exchange.caller(), exchange.id(0)));
    }

    private Answer create(Exchange exchange) {
        var form = forms.create(
                exchange.caller(), reader.create(exchange.caller(), new Input(exchange.body())), exchange.origin());
        return Answer.created(
                exchange.origin() + ALL + "/" + form.id(), new Envelope.One<>(FormView.of(form, exchange.origin())));
    }

    private Answer change(Exchange exchange) {
        var before = forms.get(exchange.caller(), exchange.id(0)).settings();
        var change = reader.change(exchange.caller(), new Input(exchange.body()), before);
        return one(exchange, forms.change(exchange.caller(), exchange.id(0), change, exchange.origin()));
    }

    private Answer rotate(Exchange exchange) {
        forms.get(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        return one(exchange, forms.rotate(exchange.caller(), exchange.id(0)));
    }

    private Answer delete(Exchange exchange) {
        forms.delete(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    private static Answer one(Exchange exchange, Form form) {
        return Answer.ok(new Envelope.One<>(FormView.of(form, exchange.origin())));
    }
}
