package leadhub.notes;

import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.pages.LeadScreen;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The notes on a lead's page. */
@Component
class NotePages implements PageRoutes.Provider {
    private final LeadNotes notes;
    private final NoteUndos undos;
    private final Leads leads;
    private final NoteSection section;
    private final LeadScreen.Reader screens;

    NotePages(LeadNotes notes, NoteUndos undos, Leads leads, NoteSection section, LeadScreen.Reader screens) {
        this.notes = notes;
        this.undos = undos;
        this.leads = leads;
        this.section = section;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/{id}/notes", Role.AGENT, this::add)
                .post("/leads/{id}/notes/{note}", Role.AGENT, this::change)
                .post("/leads/{id}/notes/{note}/delete", Role.AGENT, this::delete)
                .post("/leads/{id}/undo/note/{deleted}", Role.AGENT, this::undo);
    }

    private Reply add(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var body = body(visit);
        var kind =
                visit.form().text("kind", 20, NoteKind::isOne, Refusal.of("in")).over(null);
        var mistake = FormErrors.of(
                NewNoteForm.NAME, visit.form(), () -> notes.add(visit.caller(), lead.id(), NoteKind.of(kind), body));
        return screens.reply(visit, section, mistake);
    }

    private Reply change(Visit visit) {
        var note = notes.get(visit.caller(), visit.id(0), visit.id(1));
        var body = body(visit);
        var mistake = FormErrors.of(
                NoteShown.form(note), visit.form(), () -> notes.change(visit.caller(), note.leadId(), note.id(), body));
        return screens.reply(visit, section, mistake);
    }

    private Reply delete(Visit visit) {
        var undo = undos.delete(visit.caller(), visit.id(0), visit.id(1));
        return screens.reply(visit, section, FormErrors.NONE)
                .sayingWithUndo("/leads/" + visit.id(0) + "/undo/note/" + undo, "notes.deleted");
    }

    private Reply undo(Visit visit) {
        undos.undo(visit.caller(), visit.id(0), visit.id(1));
        return Reply.refresh("/leads/" + visit.id(0)).saying("undone");
    }

    /** Browsers send a line break as two characters, but the length limit counts one. */
    private static String body(Visit visit) {
        var sent = visit.form().text("body", 2 * LeadNote.MOST_CHARACTERS).over(null);
        return sent == null ? "" : sent.replace("\r\n", "\n");
    }
}
