package leadhub.leads;

import java.time.Clock;
import java.time.LocalDate;
import leadhub.admin.Mistake;
import leadhub.admin.Visit;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/** What people wrote down about a lead and mean to do for it, beside its facts. */
public record LeadCards(NoteList notes, TaskList tasks) {

    /** Asks for them. */
    @Component
    static class Reader {
        private static final int NOTES = 20;
        private static final int DONE = 10;

        private final LeadNotes notes;
        private final LeadTasks tasks;
        private final Clock clock;

        Reader(LeadNotes notes, LeadTasks tasks, Clock clock) {
            this.notes = notes;
            this.tasks = tasks;
            this.clock = clock;
        }

        LeadCards read(Visit visit, Lead lead, LeadChoices choices, Mistake mistake) {
            return new LeadCards(notes(visit, lead, Long.MAX_VALUE, mistake), tasks(visit, lead, choices, mistake));
        }

        /** The latest notes before another one. */
        NoteList notes(Visit visit, Lead lead, long before, Mistake mistake) {
            var found = notes.list(visit.caller(), lead, before, NOTES + 1);
            var shown = found.stream().limit(NOTES).toList();
            var older = found.size() > NOTES ? shown.getLast().id() : 0;
            return new NoteList(visit.caller(), lead.id(), shown, older, mistake);
        }

        private TaskList tasks(Visit visit, Lead lead, LeadChoices choices, Mistake mistake) {
            var workers = choices.users().stream()
                    .filter(user -> Sight.worksOn(user, lead))
                    .toList();
            var all = tasks.list(visit.caller(), lead, DONE);
            return new TaskList(
                    lead,
                    all.stream().filter(task -> task.doneAt() == null).toList(),
                    all.stream().filter(task -> task.doneAt() != null).toList(),
                    choices,
                    workers,
                    today(visit),
                    mistake);
        }

        /** Where the visitor is. */
        LocalDate today(Visit visit) {
            return LocalDate.ofInstant(Times.now(clock), visit.page().zone());
        }
    }
}
