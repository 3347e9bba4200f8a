package leadhub.notes;

import java.time.Clock;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.files.FileUploads;
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
    private final Composing composing;
    private final Clock clock;

    // Seven, for a note is written, changed, deleted and shown.
    NotePages(
            LeadNotes notes,
            NoteUndos undos,
            Leads leads,
            NoteSection section,
            LeadScreen.Reader screens,
            Composing composing,
            Clock clock) {
        this.notes = notes;
        this.undos = undos;
        this.leads = leads;
        this.section = section;
        this.screens = screens;
        this.composing = composing;
        this.clock = clock;
    }

    /** What a note is written with. */
    @Component
    record Composing(ComposedNotes notes, FileUploads uploads) {}

    @Override
    public void declare(PageRoutes routes) {
        routes.postFiles("/leads/{id}/notes", Role.AGENT, FileUploads.LIMITS, this::add)
                .post("/leads/{id}/notes/{note}", Role.AGENT, this::change)
                .post("/leads/{id}/notes/{note}/delete", Role.AGENT, this::delete)
                .post("/leads/{id}/undo/note/{deleted}", Role.AGENT, this::undo);
    }

    private Reply add(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var body = body(visit);
        var kind =
                visit.form().text("kind", 20, NoteKind::isOne, Refusal.of("in")).over(null);
        var followUp = visit.form()
                .text("follow_up", 20, FollowUp::isOne, Refusal.of("in"))
                .over(null);
        var next = followUp == null
                ? null
                : FollowUp.of(followUp)
                        .task(
                                visit.page().say("notes.follow-up"),
                                visit.caller().actor().id(),
                                Times.now(clock).atZone(visit.page().zone()));
        var chosen = FileUploads.chosen(visit.files());
        var mistake = FormErrors.of(NewNoteForm.NAME, visit.form(), () -> {
            try (var staged = composing.uploads().stage(visit.caller(), chosen)) {
                composing.notes().add(visit.caller(), lead.id(), new NewNote(NoteKind.of(kind), body, staged, next));
            }
        });
        return screens.reply(visit, section, mistake, others(next != null, !chosen.isEmpty()));
    }

    /** What else shows it. */
    private static String[] others(boolean hasTask, boolean hasFiles) {
        return Stream.of(hasTask ? "tasks" : "", hasFiles ? "files" : "")
                .filter(name -> !name.isEmpty())
                .toArray(String[]::new);
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
        return screens.reply(visit, section, FormErrors.NONE, "files")
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
