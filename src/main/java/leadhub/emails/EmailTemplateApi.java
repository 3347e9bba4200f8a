package leadhub.emails;

import java.time.Instant;
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
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Templates of emails in the LeadHub dialect. */
@Component
class EmailTemplateApi implements Routes.Provider {
    private static final String ALL = "/api/v1/email-templates";
    private static final String ONE = ALL + "/{id}";

    private final EmailTemplates templates;

    EmailTemplateApi(EmailTemplates templates) {
        this.templates = templates;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_AUTOMATIONS, this::list)
                .post(ALL, Scope.WRITE_AUTOMATIONS, this::create)
                .get(ONE, Scope.READ_AUTOMATIONS, this::show)
                .update(ONE, Scope.WRITE_AUTOMATIONS, this::change, this::current)
                .delete(ONE, Scope.DELETE_AUTOMATIONS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = templates.list(exchange.caller(), paging.slice());
        return Answer.page(page, one -> Envelope.many(exchange, paging, one.map(View::of)));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var change = read(input);
        input.require("name");
        input.require("subject");
        input.require("body");
        input.errors().check();
        var usual = Objects.requireNonNullElse(exchange.caller().region().language(), "en");
        var draft = new EmailDraft(
                change.subject().over(""),
                change.body().over(""),
                change.language().over(usual));
        var made = templates.create(
                exchange.caller(), new NewEmailTemplate(change.name().over(""), draft));
        return Answer.created(exchange.origin() + ALL + "/" + made.id(), one(made));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(templates.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(templates.lock(exchange.caller(), exchange.id(0))));
    }

    private Answer change(Exchange exchange) {
        templates.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var change = read(input);
        input.errors().check();
        return Answer.ok(one(templates.change(exchange.caller(), exchange.id(0), change)));
    }

    private Answer delete(Exchange exchange) {
        templates.delete(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    /** What an update says; the language of a new one may be left to the workspace. */
    static EmailTemplateChange read(Input input) {
        return new EmailTemplateChange(
                input.solidText("name", EmailTemplate.MOST_NAME),
                input.solidText("subject", EmailTemplate.MOST_SUBJECT),
                input.solidText("body", EmailTemplate.MOST_BODY),
                input.solidText("language", EmailTemplate.MOST_LANGUAGE));
    }

    private static Envelope.One<View> one(EmailTemplate template) {
        return new Envelope.One<>(View.of(template));
    }

    /** A template as the contract spells it. */
    record View(
            long id, String name, String subject, String body, String language, Instant createdAt, Instant updatedAt) {
        static View of(EmailTemplate template) {
            return new View(
                    template.id(),
                    template.name(),
                    template.subject(),
                    template.body(),
                    template.language(),
                    template.createdAt(),
                    template.updatedAt());
        }
    }
}
