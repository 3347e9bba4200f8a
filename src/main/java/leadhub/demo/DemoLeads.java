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
import leadhub.base.Json;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.NewLead;
import leadhub.notes.LeadNotes;
import leadhub.samples.ImaginedLeads;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.NewTask;
import leadhub.users.User;
import tools.jackson.databind.node.ObjectNode;

/** What happens to each lead of the demo. */
final class DemoLeads {
    private static final int FIRST_HOUR = 7;
    private static final int LAST_HOUR = 18;
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final Leads leads;
    private final LeadNotes notes;
    private final LeadTasks tasks;
    private final Story story;
    private final Team team;
    private final DemoStages stages;
    private final Random random = new Random(7);

    // Six: the features that act on leads, and what they need.
    DemoLeads(Leads leads, LeadNotes notes, LeadTasks tasks, Story story, Team team, DemoStages stages) {
        this.leads = leads;
        this.notes = notes;
        this.tasks = tasks;
        this.story = story;
        this.team = team;
        this.stages = stages;
    }

    /** More and more come, hardly any at night. */
    void comes(ImaginedLeads imagined, int number, Duration span) {
        var days = (long) (span.toDays() * Math.pow(random.nextDouble(), 1.3));
        var time = atWork(story.end().minus(Duration.ofDays(days)).minus(Duration.ofHours(random.nextInt(24))));
        var person = imagined.next(number, 0, span);
        story.at(time, () -> {
            var made = leads.create(
                    team.program(person.source()), new NewLead(LeadChange.toFactsOf(person), person.source(), null));
            if (random.nextInt(3) == 0) {
                leads.tag(team.program(person.source()), made.id(), List.of(anyTag()));
            }
            story.at(later(time, 1, 30), () -> isAssigned(made.id()));
        });
    }

    private void isAssigned(long id) {
        if (random.nextInt(100) < 12) {
            return;
        }
        var agent = team.anyAgent(random);
        leads.change(team.caller(team.manager()), id, LeadChange.toOwner(agent.id()));
        story.at(later(now(), 1, 20), () -> isContacted(id, agent));
    }

    private void isContacted(long id, User agent) {
        var caller = team.caller(agent);
        leads.change(caller, id, LeadChange.toStage(stages.at(1).id()));
        leads.change(caller, id, LeadChange.toStatus(LeadStatus.CONTACTED));
        notes.add(caller, id, DemoTexts.FIRST_CALL.any(random));
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
        leads.change(caller, id, LeadChange.toStage(stages.at(step).id()));
        if (step == 2) {
            leads.change(caller, id, LeadChange.toStatus(LeadStatus.QUALIFIED));
            var value = BigDecimal.valueOf(500L * (2 + (long) (Math.pow(random.nextDouble(), 3) * 118)));
            leads.change(caller, id, LeadChange.toDealValue(value));
            leads.change(caller, id, LeadChange.toCustomFields(facts()));
        }
        notes.add(caller, id, (step == 2 ? DemoTexts.QUALIFYING : DemoTexts.NEGOTIATING).any(random));
        if (step >= 4) {
            story.at(later(now(), 30, 200), () -> {
                if (random.nextInt(100) < 58) {
                    leads.change(caller, id, LeadChange.toStage(stages.won().id()));
                    notes.add(caller, id, DemoTexts.WON.any(random));
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
        leads.change(caller, id, LeadChange.toStage(stages.lost().id()));
        notes.add(caller, id, DemoTexts.LOST.any(random));
    }

    /** Most of what is planned gets done in time. */
    private void plans(long id, User agent) {
        var caller = team.caller(agent);
        var due = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(1 + random.nextInt(9));
        var task = tasks.add(caller, id, new NewTask(DemoTexts.TASK.any(random), due, agent.id()));
        if (random.nextInt(100) < 85) {
            var done = due.atTime(LocalTime.of(9 + random.nextInt(8), random.nextInt(60)))
                    .toInstant(ZoneOffset.UTC);
            story.at(done, () -> tasks.finish(caller, id, task.id()));
        }
    }

    private ObjectNode facts() {
        var facts = Json.MAPPER.createObjectNode();
        facts.put("use_case", Setup.USE_CASES.get(random.nextInt(Setup.USE_CASES.size())));
        facts.put("seats", 2 + random.nextInt(60));
        if (random.nextInt(3) == 0) {
            facts.put(
                    "trial_until",
                    LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(14).toString());
        }
        return facts;
    }

    private String anyTag() {
        return Setup.TAGS
                .get((int) (Setup.TAGS.size() * Math.pow(random.nextDouble(), 1.5)))
                .name();
    }

    private Instant now() {
        return story.now();
    }

    /** So many hours later, or once people work again. */
    private Instant later(Instant from, int least, int most) {
        var hours = least + random.nextInt(most - least);
        var time = from.plus(Duration.ofHours(hours)).plusSeconds(random.nextInt(3600));
        var hour = time.atOffset(ZoneOffset.UTC).getHour();
        var isOver = hour > LAST_HOUR;
        return atWork(isOver ? time.plus(Duration.ofHours(FIRST_HOUR + 24L - hour)) : time);
    }

    private Instant atWork(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        if (time.getHour() < FIRST_HOUR || time.getHour() > LAST_HOUR) {
            time = time.withHour(8 + random.nextInt(9));
        }
        if (WEEKEND.contains(time.getDayOfWeek()) && random.nextInt(5) > 0) {
            time = time.plusDays(2);
        }
        return time.withNano(0).toInstant();
    }
}
