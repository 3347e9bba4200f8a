package leadhub.sms;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import org.springframework.stereotype.Component;

/** The pictures and the like that came with SMS, in the LeadHub dialect. */
@Component
class SmsFileApi implements Routes.Provider {
    private static final String ONE = "/api/v1/leads/{id}/sms/{sms_id}/attachments/{number}";

    private final SmsMessages messages;
    private final SmsFiles files;

    SmsFileApi(SmsMessages messages, SmsFiles files) {
        this.messages = messages;
        this.files = files;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ONE, Scope.READ_LEADS, this::download).post(ONE + "/fetch", Scope.WRITE_LEADS, this::fetchAgain);
    }

    /** Saved and never shown. */
    private Answer download(Exchange exchange) {
        var file = files.open(exchange.caller(), sms(exchange), exchange.id(2));
        return new Answer(200, file.headers(), file.body());
    }

    /** Once more what couldn't be fetched; the SMS that it came with. */
    private Answer fetchAgain(Exchange exchange) {
        var sms = sms(exchange);
        files.fetchAgain(exchange.caller(), sms, exchange.id(2));
        return Answer.ok(SmsView.one(sms, files.of(exchange.caller(), sms)));
    }

    private Sms sms(Exchange exchange) {
        return messages.get(exchange.caller(), exchange.id(0), exchange.id(1));
    }
}
