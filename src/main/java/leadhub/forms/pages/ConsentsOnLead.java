package leadhub.forms.pages;

import java.nio.charset.StandardCharsets;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.forms.submissions.LeadConsents;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What a lead agreed to in forms, on its page; and all that the person sent there, for whoever is asked for it. */
@Component
class ConsentsOnLead implements LeadSection, PageRoutes.Provider {
    private final LeadConsents consents;

    ConsentsOnLead(LeadConsents consents) {
        this.consents = consents;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/{id}/form-answers.json", Role.MANAGER, this::export)
                .post("/leads/{id}/consents/{form}/{submission}/{key}/withdraw", Role.AGENT, this::withdraw)
                .post("/leads/{id}/forget-unsent", Role.MANAGER, this::forget);
    }

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public int place() {
        return 36;
    }

    @Override
    public String template() {
        return "forms/consents.jte";
    }

    @Override
    public ConsentList content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return new ConsentList(lead.id(), consents.of(visit.caller(), lead.id()));
    }

    private Reply withdraw(Visit visit) {
        consents.withdraw(
                visit.caller(),
                visit.id(0),
                visit.id(1),
                visit.id(2),
                visit.call().text(3));
        return Reply.redirect("/leads/" + visit.id(0)).saying("forms.consent-withdrawn");
    }

    private Reply export(Visit visit) {
        var all = consents.export(visit.caller(), visit.id(0));
        return new Reply.Download(
                "lead-" + visit.id(0) + "-form-answers.json",
                "application/json",
                Json.write(all).getBytes(StandardCharsets.UTF_8));
    }

    private Reply forget(Visit visit) {
        var gone = consents.forgetUnsent(visit.caller(), visit.id(0));
        return Reply.redirect("/leads/" + visit.id(0)).saying("forms.unsent-forgotten", gone);
    }
}
