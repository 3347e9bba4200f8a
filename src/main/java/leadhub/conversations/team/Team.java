package leadhub.conversations.team;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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
import leadhub.conversations.team.Colleague.Presence;
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
    /** Open pages of the inbox say each minute that somebody is there. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(3);

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

    /** For how many days a workspace keeps conversations by messengers; empty for ever. */
    public Optional<Integer> messengersKept(long workspaceId) {
        return rules.find(workspaceId).flatMap(one -> Optional.ofNullable(one.messengersKept()));
    }

    /** Changes them for what waits from now on. */
    @Transactional
    public void change(Caller caller, InboxRules wanted) {
        caller.require(Role.ADMIN);
        require("returns_after", wanted.returnsAfter(), InboxRules.MOST_MINUTES);
        require("tells_after", wanted.tellsAfter(), InboxRules.MOST_MINUTES);
        require("mails_after", wanted.mailsAfter(), InboxRules.MOST_MINUTES);
        require("messengers_kept_days", wanted.messengersKept(), InboxRules.MOST_DAYS);
        var before = rules(caller);
        rules.write(caller.workspaceId(), wanted, Times.now(clock));
        surroundings.audit().record(caller, "workspace.inbox_changed", caller.workspaceId(), before, wanted);
    }

    private static void require(String field, @Nullable Integer number, int most) {
        if (number != null && (number < 1 || number > most)) {
            throw Problem.invalid(field, Refusal.of("between").with("min", 1).with("max", most))
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
        return surroundings.hours().nextOpen(caller, now).equals(now) && there(caller).length > 0;
    }

    @Override
    public Optional<Long> next(Caller caller, @Nullable Long except) {
        var assignment = rules(caller).assignment();
        if (assignment == Assignment.NOBODY) {
            return Optional.empty();
        }
        people.lockTurns(caller.workspaceId());
        var ids = Arrays.stream(there(caller))
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

    /** Everybody who may answer, and whether they are there. */
    public List<Colleague> colleagues(Caller caller) {
        var now = Times.now(clock);
        var away = users.away(caller).keySet();
        var seen = people.seenSince(caller.workspaceId(), now.minus(SHIFT));
        return users.all(caller).stream()
                .filter(Team::mayAnswer)
                .map(user -> new Colleague(
                        user.id(), user.name(), presence(seen.get(user.id()), away.contains(user.id()), now)))
                .toList();
    }

    private static Presence presence(@Nullable Instant seen, boolean isAway, Instant now) {
        if (isAway || seen == null) {
            return Presence.AWAY;
        }
        return seen.isAfter(now.minus(HEARTBEAT)) ? Presence.ONLINE : Presence.IDLE;
    }

    private long[] there(Caller caller) {
        return colleagues(caller).stream()
                .filter(one -> one.presence() != Presence.AWAY)
                .mapToLong(Colleague::userId)
                .toArray();
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
