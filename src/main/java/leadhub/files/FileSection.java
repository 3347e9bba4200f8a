package leadhub.files;

import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The files on a lead's page: the form for new ones; the list is asked for by itself. */
@Component
class FileSection implements LeadSection {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public int place() {
        return 35;
    }

    @Override
    public String template() {
        return "files/section.jte";
    }

    @Override
    public FileForm content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return new FileForm(lead.id(), mistake);
    }
}
