package leadhub.emails.sending;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.emails.EmailTemplates;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** What a template comes to for one lead, in the LeadHub dialect. */
@Component
class EmailPreviewApi implements Routes.Provider {
    private static final String LEAD_ID = "lead_id";

    private final EmailTemplates templates;
    private final EmailPreviews previews;
    private final Leads leads;

    EmailPreviewApi(EmailTemplates templates, EmailPreviews previews, Leads leads) {
        this.templates = templates;
        this.previews = previews;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    /** It shows what is known of a lead. */
    @Override
    public void declare(Routes routes) {
        routes.alsoNeeding(
                Scope.READ_LEADS,
                lines -> lines.post("/api/v1/email-templates/{id}/preview", Scope.READ_AUTOMATIONS, this::preview));
    }

    private Answer preview(Exchange exchange) {
        var template = templates.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var leadId = input.integer(LEAD_ID).over(null);
        input.require(LEAD_ID);
        input.errors().check();
        var lead = lead(exchange, leadId == null ? 0 : leadId);
        return Answer.ok(new Envelope.One<>(View.of(previews.of(exchange.caller(), lead, template.draft()))));
    }

    /** One that isn't there is a wrong value here. */
    private Lead lead(Exchange exchange, long id) {
        try {
            return leads.get(exchange.caller(), id);
        } catch (ProblemException e) {
            throw e.problem() instanceof Problem.NotFound
                    ? Problem.invalid(LEAD_ID, Refusal.of("in")).exception()
                    : e;
        }
    }

    /** An email as a lead would get it. */
    record View(String to, String subject, String text, String html) {
        static View of(EmailPreview preview) {
            var content = preview.content();
            return new View(preview.to(), content.subject(), content.text(), content.html());
        }
    }
}
