package leadhub.conversations.team;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.conversations.TeamRules;
import leadhub.conversations.team.InboxPeopleSql.Candidate;
import leadhub.conversations.team.InboxRules.Assignment;
import leadhub.hours.Hours;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.tasks.LeadTasks;
import leadhub.tasks.NewTask;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who of a team is there, and whose turn it is. */
@Service
public class Team implements TeamRules {
    /** Whoever has opened the inbox since then counts as there, idle or not, unless they are away. */
    private static final Duration SHIFT = Duration.ofHours(12);

    private final InboxRuleSql rules;
    private final InboxPeopleSql people;
    private final Users users;
    private final Surroundings surroundings;
    private final Clock clock;

    /** When people work, and what they do later. */
    @Component
    record Surroundings(Hours hours, Leads leads, LeadTasks tasks, Audit audit) {}

    Team(InboxRuleSql rules, InboxPeopleSql people, Users users, Surroundings surroundings, Clock clock) {
        this.rules = rules;
        this.people = people;
        this.users = users;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    public InboxRules rules(Caller caller) {
        return rules.find(caller.workspaceId()).orElse(InboxRules.USUAL);
    }

    /** Changes them for what waits from now on. */
    @Transactional
    public void change(Caller caller, InboxRules wanted) {
        caller.require(Role.ADMIN);
        requireMinutes("returns_after", wanted.returnsAfter());
        requireMinutes("tells_after", wanted.tellsAfter());
        var before = rules(caller);
        rules.write(caller.workspaceId(), wanted, Times.now(clock));
        surroundings.audit().record(caller, "workspace.inbox_changed", caller.workspaceId(), before, wanted);
    }

    private static void requireMinutes(String field, @Nullable Integer minutes) {
        if (minutes != null && (minutes < 1 || minutes > InboxRules.MOST_MINUTES)) {
            throw Problem.invalid(field, Refusal.of("between").with("min", 1).with("max", InboxRules.MOST_MINUTES))
                    .exception();
        }
    }

    /** The caller looks after the inbox. */
    @Transactional
    public void opened(Caller caller) {
        if (caller.actor().kind() == Actor.Kind.USER) {
            people.seen(caller.workspaceId(), caller.actor().id(), Times.now(clock));
        }
    }

    @Override
    public boolean isSomebodyThere(Caller caller) {
        var now = Times.now(clock);
        return surroundings.hours().nextOpen(caller, now).equals(now)
                && !there(caller).isEmpty();
    }

    @Override
    public Optional<Long> next(Caller caller, @Nullable Long except) {
        var assignment = rules(caller).assignment();
        if (assignment == Assignment.NOBODY) {
            return Optional.empty();
        }
        people.lockTurns(caller.workspaceId());
        var ids = there(caller).stream()
                .mapToLong(User::id)
                .filter(id -> except == null || id != except)
                .toArray();
        var next = people.candidates(caller.workspaceId(), ids).stream().min(order(assignment));
        next.ifPresent(one -> people.assigned(caller.workspaceId(), one.userId(), Times.now(clock)));
        return next.map(Candidate::userId);
    }

    private static Comparator<Candidate> order(Assignment assignment) {
        var turns = Comparator.comparing((Candidate one) -> Objects.requireNonNullElse(one.assignedAt(), Instant.EPOCH))
                .thenComparing(Candidate::userId);
        return assignment == Assignment.LEAST_BUSY
                ? Comparator.comparing(Candidate::open).thenComparing(turns)
                : turns;
    }

    private List<User> there(Caller caller) {
        var away = users.away(caller).keySet();
        var seen = people.seenSince(caller.workspaceId(), Times.now(clock).minus(SHIFT));
        return users.all(caller).stream()
                .filter(Team::mayAnswer)
                .filter(user -> seen.contains(user.id()) && !away.contains(user.id()))
                .toList();
    }

    static boolean mayAnswer(User user) {
        return user.status() == Status.ACTIVE && user.role().covers(Role.AGENT);
    }

    @Override
    public void followUp(Caller caller, long leadId) {
        surroundings.leads().hold(caller, leadId).ifPresent(lead -> addTask(caller, lead));
    }

    /** A lead with all the tasks that it may have needs no other one to be looked at. */
    private void addTask(Caller caller, Lead lead) {
        var tasks = surroundings.tasks();
        if (tasks.list(caller, lead, 0).size() < LeadTasks.MOST_OPEN) {
            var open = surroundings.hours().nextOpen(caller, Times.now(clock));
            var day = LocalDate.ofInstant(open, caller.region().zone());
            var language = Objects.requireNonNullElse(caller.region().language(), "en");
            var title = Words.in(language).say("inbox.task");
            tasks.add(caller, lead.id(), new NewTask(title, day, lead.assignedUserId()));
        }
    }
}
