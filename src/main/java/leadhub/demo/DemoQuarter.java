package leadhub.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.notes.LeadNotes;
import leadhub.samples.ImaginedLeads;
import leadhub.tasks.LeadTasks;
import org.springframework.stereotype.Service;

/**
 * Fills a workspace with what a sales team of five does in a quarter. Everything is done by the verbs that people and
 * programs use, one after the other, on a clock that is put back; so each lead has a true history.
 */
@Service
public class DemoQuarter {
    /** How long the story takes. */
    public static final Duration SPAN = Duration.ofDays(91);

    private static final int LEADS = 360;

    private final Company company;
    private final Setup setup;
    private final Leads leads;
    private final LeadNotes notes;
    private final LeadTasks tasks;

    DemoQuarter(Company company, Setup setup, Leads leads, LeadNotes notes, LeadTasks tasks) {
        this.company = company;
        this.setup = setup;
        this.leads = leads;
        this.notes = notes;
        this.tasks = tasks;
    }

    /**
     * Tells the quarter until the clock's end.
     *
     * @param end now
     * @param progress told how much has happened
     * @return how many leads came in
     */
    public int fill(Caller caller, StoryClock clock, Instant end, IntConsumer progress) {
        clock.set(end.minus(SPAN));
        var team = company.team(caller);
        var stages = company.stages(caller);
        setup.make(caller);
        var story = new Story(clock, end);
        var telling = new DemoLeads(leads, notes, tasks, story, team, stages);
        var imagined = new ImaginedLeads(List.of(stages.at(0)), List.of(), List.of(), caller.defaultCountry(), end);
        for (var number = 0; number < LEADS; number++) {
            telling.comes(imagined, number, SPAN);
        }
        story.tell(progress);
        return LEADS;
    }
}
