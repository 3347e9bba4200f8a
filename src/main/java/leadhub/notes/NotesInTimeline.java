package leadhub.notes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.leads.pages.TimelineNotes;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Shows notes in the timeline, with what their authors and managers can do to them. */
@Component
class NotesInTimeline implements TimelineNotes {
    private final LeadNotes notes;
    private final Users users;

    NotesInTimeline(LeadNotes notes, Users users) {
        this.notes = notes;
        this.users = users;
    }

    @Override
    public Map<Long, Shown> shown(Visit visit, Lead lead, Collection<Long> ids, FormErrors mistake) {
        var mentions = new Mentions(users.all(visit.caller()));
        return notes.find(visit.caller(), lead, ids).values().stream()
                .collect(Collectors.toMap(found -> found.note().id(), found -> shown(visit, found, mentions, mistake)));
    }

    @Override
    public Map<Long, Shown> read(Visit visit, Collection<Lead> leads, Collection<Long> ids) {
        var mentions = new Mentions(users.all(visit.caller()));
        return notes.find(visit.caller(), leads, ids).values().stream()
                .collect(Collectors.toMap(
                        found -> found.note().id(),
                        found -> shown(visit, found, mentions, FormErrors.NONE).in("notes/text.jte")));
    }

    @Override
    public List<Shown> latest(Visit visit, Lead lead, long before, int most, FormErrors mistake) {
        var mentions = new Mentions(users.all(visit.caller()));
        return notes.list(visit.caller(), lead, before, most).stream()
                .map(found -> shown(visit, found, mentions, mistake))
                .toList();
    }

    private static Shown shown(Visit visit, NoteWithFiles found, Mentions mentions, FormErrors mistake) {
        var note = found.note();
        return new Shown(
                note.id(),
                note.createdAt(),
                note.author().name(),
                "event.noted." + note.kind().word(),
                note.kind().icon(),
                "notes/note.jte",
                new NoteShown(visit.caller(), found, NoteText.shown(note.body(), mentions), mistake));
    }
}
