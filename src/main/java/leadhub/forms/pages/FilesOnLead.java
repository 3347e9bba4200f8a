package leadhub.forms.pages;

import leadhub.forms.submissions.Submissions;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What a lead attached to forms, on its page. */
@Component
class FilesOnLead implements LeadSection {
    private final Submissions submissions;

    FilesOnLead(Submissions submissions) {
        this.submissions = submissions;
    }

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
        return "forms/files.jte";
    }

    @Override
    public AttachedFiles content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return new AttachedFiles(submissions.filesOf(visit.caller(), lead.id()));
    }
}
