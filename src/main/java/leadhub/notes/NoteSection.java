package leadhub.notes;

import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** New notes, in the composer of a lead's page; the timeline shows them. */
@Component
class NoteSection implements LeadSection {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public boolean isLate() {
        return false;
    }

    @Override
    public String composer() {
        return "notes/new.jte";
    }

    @Override
    public String template() {
        return "";
    }

    @Override
    public NewNoteForm content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return new NewNoteForm(lead.id(), choices.users(), mistake);
    }
}
