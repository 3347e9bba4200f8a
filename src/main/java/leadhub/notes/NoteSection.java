package leadhub.notes;

import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The notes on a lead's page. */
@Component
class NoteSection implements LeadSection {
    private static final int SHOWN = 20;

    private final LeadNotes notes;

    NoteSection(LeadNotes notes) {
        this.notes = notes;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public boolean isWrittenInto() {
        return true;
    }

    @Override
    public boolean isChangedBy(String kind) {
        return kind.startsWith("lead.note");
    }

    @Override
    public String template() {
        return "notes/section.jte";
    }

    @Override
    public NoteList content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return read(visit, lead, Long.MAX_VALUE, mistake);
    }

    /** The latest notes before another one. */
    NoteList read(Visit visit, Lead lead, long before, FormErrors mistake) {
        var found = notes.list(visit.caller(), lead, before, SHOWN + 1);
        var shown = found.stream().limit(SHOWN).toList();
        var older = found.size() > SHOWN ? shown.getLast().id() : 0;
        return new NoteList(visit.caller(), lead.id(), shown, older, mistake);
    }
}
