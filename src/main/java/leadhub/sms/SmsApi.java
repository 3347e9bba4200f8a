package leadhub.sms;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.leads.Leads;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** SMS to leads and from them, in the LeadHub dialect. */
@Component
class SmsApi implements Routes.Provider {
    private static final String ALL = "/api/v1/leads/{id}/sms";
    private static final String ONE = ALL + "/{sms_id}";

    private final SmsMessages messages;
    private final SmsFiles files;
    private final Leads leads;

    SmsApi(SmsMessages messages, SmsFiles files, Leads leads) {
        this.messages = messages;
        this.files = files;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .get(ONE, Scope.READ_LEADS, this::show)
                .post(ALL, Scope.WRITE_LEADS, this::send);
    }

    private Answer list(Exchange exchange) {
        leads.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = messages.list(exchange.caller(), exchange.id(0), paging.slice());
        var came = files.of(exchange.caller(), page.items());
        return Envelope.page(
                exchange, paging, page.map(sms -> SmsView.of(sms, came.getOrDefault(sms.id(), List.of()))));
    }

    private Answer show(Exchange exchange) {
        var sms = messages.get(exchange.caller(), exchange.id(0), exchange.id(1));
        return Answer.ok(SmsView.one(sms, files.of(exchange.caller(), sms)));
    }

    /** Queued at once, and sent before long: what comes of it stands in it. */
    private Answer send(Exchange exchange) {
        leads.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        input.require("message");
        var message = input.solidText("message", SmsMessages.MOST_TEXT).over("");
        input.errors().check();
        var sent = messages.send(exchange.caller(), exchange.id(0), message);
        var location = exchange.origin() + "/api/v1/leads/" + exchange.id(0) + "/sms/" + sent.id();
        return Answer.created(location, SmsView.one(sent, List.of()));
    }
}
