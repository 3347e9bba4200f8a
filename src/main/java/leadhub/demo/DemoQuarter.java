package leadhub.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import leadhub.base.Caller;
import leadhub.leads.ImaginedLeads;
import leadhub.leads.LeadChange;
import leadhub.leads.LeadNotes;
import leadhub.leads.LeadStatus;
import leadhub.leads.LeadTasks;
import leadhub.leads.Leads;
import leadhub.leads.NewLead;
import leadhub.leads.NewTask;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stages;
import leadhub.tags.NewTag;
import leadhub.tags.Tags;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.views.NewSavedView;
import leadhub.views.SavedViews;
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
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final List<NewTag> TAGS = List.of(
            new NewTag("newsletter", "#64748b"),
            new NewTag("hot-lead", "#ef4444"),
            new NewTag("enterprise", "#8b5cf6"),
            new NewTag("demo-requested", "#3b82f6"),
            new NewTag("webinar", "#14b8a6"),
            new NewTag("partner", "#f59e0b"));

    private final Users users;
    private final Pipelines pipelines;
    private final Stages stages;
    private final Tags tags;
    private final Leads leads;
    private final LeadNotes notes;
    private final LeadTasks tasks;
    private final SavedViews views;

    @SuppressWarnings("TooManyParameters") // it stands in for everybody who works with leads
    DemoQuarter(
            Users users,
            Pipelines pipelines,
            Stages stages,
            Tags tags,
            Leads leads,
            LeadNotes notes,
            LeadTasks tasks,
            SavedViews views) {
        this.users = users;
        this.pipelines = pipelines;
        this.stages = stages;
        this.tags = tags;
        this.leads = leads;
        this.notes = notes;
        this.tasks = tasks;
        this.views = views;
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
        var team = Team.of(caller, users);
        var stations = Stations.of(caller, pipelines, stages);
        for (var tag : TAGS) {
            if (tags.named(caller, tag.name()).isEmpty()) {
                tags.create(caller, tag);
            }
        }
        var story = new Story(clock, end);
        var telling = new Telling(story, team, stations, end);
        var imagined = new ImaginedLeads(List.of(stations.at(0)), List.of(), List.of(), caller.defaultCountry(), end);
        for (var number = 0; number < LEADS; number++) {
            telling.comes(imagined, number);
        }
        story.at(end.minusSeconds(1), () -> keepViews(caller));
        story.tell(progress);
        return LEADS;
    }

    private void keepViews(Caller caller) {
        var columns = List.of("company", "status", "stage_id", "assigned_user_id", "deal_value", "created_at");
        for (var view : List.of(
                new NewSavedView("Nobody's yet", true, "field.1=assigned_user_id&is.1=absent", columns),
                new NewSavedView("Big deals", true, "field.1=deal_value&is.1=greater&value.1=20000", columns),
                new NewSavedView("New this week", true, "field.1=created_at&is.1=last&value.1=7", columns))) {
            if (views.list(caller).stream().noneMatch(known -> known.name().equals(view.name()))) {
                views.create(caller, view);
            }
        }
    }

    /** What becomes of one lead after the other. */
    private final class Telling {
        private final Story story;
        private final Team team;
        private final Stations stations;
        private final Instant end;
        private final Random random = new Random(7);

        Telling(Story story, Team team, Stations stations, Instant end) {
            this.story = story;
            this.team = team;
            this.stations = stations;
            this.end = end;
        }

        /** More and more come, hardly any at night. */
        void comes(ImaginedLeads imagined, int number) {
            var days = (long) (SPAN.toDays() * Math.pow(random.nextDouble(), 1.3));
            var time = atWork(end.minus(Duration.ofDays(days)).minus(Duration.ofHours(random.nextInt(24))));
            var person = imagined.next(number, 0, SPAN);
            story.at(time, () -> {
                var made = leads.create(
                        team.program(person.source()),
                        new NewLead(LeadChange.toFactsOf(person), person.source(), null));
                if (random.nextInt(3) == 0) {
                    leads.tag(team.program(person.source()), made.id(), List.of(anyTag()));
                }
                story.at(later(time, 1, 30), () -> isAssigned(made.id(), time));
            });
        }

        private void isAssigned(long id, Instant came) {
            if (random.nextInt(100) < 12) {
                return;
            }
            var agent = team.anyAgent(random);
            leads.change(team.caller(team.manager()), id, LeadChange.toOwner(agent.id()));
            story.at(later(came, 2, 50), () -> isContacted(id, agent));
        }

        private void isContacted(long id, User agent) {
            var caller = team.caller(agent);
            leads.change(caller, id, LeadChange.toStage(stations.at(1).id()));
            leads.change(caller, id, LeadChange.toStatus(LeadStatus.CONTACTED));
            notes.add(caller, id, Lines.FIRST_CALL.any(random));
            goesOn(id, agent, 70, 2);
        }

        private void goesOn(long id, User agent, int likely, int step) {
            if (random.nextInt(100) < likely) {
                story.at(later(now(), 20, 150), () -> moves(id, agent, step));
            } else if (random.nextInt(100) < 60) {
                story.at(later(now(), 100, 500), () -> isLost(id, agent));
            } else {
                plans(id, agent);
            }
        }

        private void moves(long id, User agent, int step) {
            var caller = team.caller(agent);
            leads.change(caller, id, LeadChange.toStage(stations.at(step).id()));
            if (step == 2) {
                leads.change(caller, id, LeadChange.toStatus(LeadStatus.QUALIFIED));
                var value = BigDecimal.valueOf(500L * (2 + (long) (Math.pow(random.nextDouble(), 3) * 118)));
                leads.change(caller, id, LeadChange.toDealValue(value));
            }
            notes.add(caller, id, (step == 2 ? Lines.QUALIFYING : Lines.NEGOTIATING).any(random));
            if (step >= 4) {
                story.at(later(now(), 30, 200), () -> {
                    if (random.nextInt(100) < 58) {
                        leads.change(
                                caller, id, LeadChange.toStage(stations.won().id()));
                        notes.add(caller, id, Lines.WON.any(random));
                    } else {
                        isLost(id, agent);
                    }
                });
                return;
            }
            plans(id, agent);
            goesOn(id, agent, step == 2 ? 65 : 75, step + 1);
        }

        private void isLost(long id, User agent) {
            var caller = team.caller(agent);
            leads.change(caller, id, LeadChange.toStage(stations.lost().id()));
            notes.add(caller, id, Lines.LOST.any(random));
        }

        /** Most of what is planned gets done in time. */
        private void plans(long id, User agent) {
            var caller = team.caller(agent);
            var due = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(1 + random.nextInt(9));
            var task = tasks.add(caller, id, new NewTask(Lines.TASK.any(random), due, agent.id()));
            if (random.nextInt(100) < 85) {
                var done = due.atTime(LocalTime.of(9 + random.nextInt(8), random.nextInt(60)))
                        .toInstant(ZoneOffset.UTC);
                story.at(done, () -> tasks.finish(caller, id, task.id()));
            }
        }

        private String anyTag() {
            return TAGS.get((int) (TAGS.size() * Math.pow(random.nextDouble(), 1.5)))
                    .name();
        }

        private Instant now() {
            return story.now();
        }

        /** So many hours later, while people work. */
        private Instant later(Instant from, int least, int most) {
            var hours = least + random.nextInt(most - least);
            return atWork(from.plus(Duration.ofHours(hours)).plusSeconds(random.nextInt(3600)));
        }

        private Instant atWork(Instant instant) {
            var time = instant.atOffset(ZoneOffset.UTC);
            if (time.getHour() < 7 || time.getHour() > 18) {
                time = time.withHour(8 + random.nextInt(9));
            }
            if (WEEKEND.contains(time.getDayOfWeek()) && random.nextInt(5) > 0) {
                time = time.plusDays(2);
            }
            return time.withNano(0).toInstant();
        }
    }
}
