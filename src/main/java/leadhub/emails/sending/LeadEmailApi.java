package leadhub.emails.sending;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.EntityTag;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailTemplate;
import leadhub.emails.received.ReceivedFiles;
import leadhub.leads.Leads;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Emails to leads and from them, in the LeadHub dialect. */
@Component
class LeadEmailApi implements Routes.Provider {
    private static final String ALL = "/api/v1/leads/{id}/emails";
    private static final String ONE = ALL + "/{email_id}";

    private final LeadEmails emails;
    private final LeadCorrespondence correspondence;
    private final ReceivedFiles files;
    private final Leads leads;
    private final LeadHubDialect words;

    LeadEmailApi(
            LeadEmails emails,
            LeadCorrespondence correspondence,
            ReceivedFiles files,
            Leads leads,
            LeadHubDialect words) {
        this.emails = emails;
        this.correspondence = correspondence;
        this.files = files;
        this.leads = leads;
        this.words = words;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .get(ONE, Scope.READ_LEADS, this::show)
                .get(ONE + "/attachments/{attachment_id}", Scope.READ_LEADS, this::attachment)
                .post(ALL, Scope.WRITE_LEADS, this::send);
    }

    private Answer list(Exchange exchange) {
        leads.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = correspondence.list(exchange.caller(), exchange.id(0), paging.slice());
        return Envelope.page(exchange, paging, page.map(LeadEmailView::of));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(exchange, exchange.id(1)));
    }

    /** Saved and never shown. What is in it never changes, so its tag is that of its id. */
    private Answer attachment(Exchange exchange) {
        var whole = correspondence.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var file = files.open(exchange.caller(), whole.email().attachments(), exchange.text(2));
        var headers = new HashMap<>(file.headers());
        headers.put("ETag", EntityTag.of(words, new Envelope.One<>(Map.of("id", exchange.text(2)))));
        return new Answer(200, headers, file.body());
    }

    private Envelope.One<LeadEmailView> one(Exchange exchange, long id) {
        var whole = correspondence.get(exchange.caller(), exchange.id(0), id);
        return new Envelope.One<>(LeadEmailView.of(whole.email(), whole.body()));
    }

    /** Queued at once, and sent before long: what comes of it stands in it. */
    private Answer send(Exchange exchange) {
        var caller = exchange.caller();
        leads.get(caller, exchange.id(0));
        var input = new Input(exchange.body());
        var draft = draft(exchange, input);
        var answered = input.integer("reply_to_id").over(null);
        input.errors().check();
        var sent = answered == null
                ? emails.send(caller, exchange.id(0), draft)
                : emails.answer(caller, exchange.id(0), answered, draft);
        var location = exchange.origin() + "/api/v1/leads/" + exchange.id(0) + "/emails/" + sent.id();
        return Answer.created(location, one(exchange, sent.id()));
    }

    private static EmailDraft draft(Exchange exchange, Input input) {
        input.require("subject");
        input.require("body");
        var subject = input.solidText("subject", EmailTemplate.MOST_SUBJECT).over("");
        var body = input.solidText("body", EmailTemplate.MOST_BODY).over("");
        var usual = Objects.requireNonNullElse(exchange.caller().region().language(), "en");
        var language = input.solidText("language", EmailTemplate.MOST_LANGUAGE).over(usual);
        return new EmailDraft(subject, body, Objects.requireNonNullElse(language, usual));
    }
}
