package leadhub.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what concerns them, in the transaction of what happened, and remembers what they have read. */
@Service
public class Notifications {
    /** For which what adds up is told by one email. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    /** For transactions that have told something and are still under way. */
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(1);

    private final NotificationSql sql;
    private final NotificationChoices choices;
    private final JobQueue jobs;
    private final Clock clock;

    Notifications(NotificationSql sql, NotificationChoices choices, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.choices = choices;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Within a transaction. By email only those who want it, and only what has no email of its own. */
    public void tell(Caller caller, List<NewNotification> news) {
        var workspaceId = caller.workspaceId();
        var shown = news.stream()
                .filter(one -> choices.of(workspaceId, one.userId(), one.kind()).bell())
                .toList();
        if (!shown.isEmpty()) {
            sql.insert(workspaceId, shown, Times.now(clock));
        }
        news.stream()
                .filter(one -> !one.kind().hasOwnMail() && caller.brings(Effect.MAILS))
                .filter(one -> choices.of(workspaceId, one.userId(), one.kind()).email())
                .forEach(one -> mail(workspaceId, one));
    }

    /** The same, of a subject each: those who were told of it before are left alone, also if they have read it. */
    public void tellOnce(Caller caller, List<NewNotification> news) {
        if (news.isEmpty()) {
            return;
        }
        var told = sql.told(caller.workspaceId(), news);
        var others = news.stream().filter(one -> !told.contains(one.userId())).toList();
        if (!others.isEmpty()) {
            tell(caller, others);
        }
    }

    /** What adds up is one email after its time, however many steps it comes in. */
    private void mail(long workspaceId, NewNotification one) {
        var told = NotificationMails.Told.of(workspaceId, one);
        if (one.subject() == null) {
            jobs.add(NotificationMails.JOB, told);
            return;
        }
        var now = Times.now(clock);
        var window = now.getEpochSecond() / TOGETHER.toSeconds();
        var end = Instant.ofEpochSecond((window + 1) * TOGETHER.toSeconds());
        var key =
                "%d/%d/%s/%s/%d".formatted(workspaceId, one.userId(), one.kind().word(), one.subject(), window);
        jobs.addOnce(
                NotificationMails.JOB, key, told, Duration.between(now, end).plus(UNTIL_WRITTEN));
    }

    /** How many an email tells of what adds up: 0 where nobody counts, for the bell isn't wanted; empty if it was read by now. */
    Optional<Integer> number(long workspaceId, long userId, NotificationKind kind, String subject) {
        return choices.of(workspaceId, userId, kind).bell()
                ? sql.unread(workspaceId, userId, kind, subject)
                : Optional.of(0);
    }

    /** What the caller was told, the newest first. */
    public List<Notification> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), caller.actor().id(), slice);
    }

    /** The caller has read one of theirs. */
    @Transactional
    public Notification markRead(Caller caller, long id) {
        return sql.markRead(caller.workspaceId(), caller.actor().id(), id, Times.now(clock))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /** The caller has read all of theirs. @param upTo when they were shown */
    @Transactional
    public int markAllRead(Caller caller, Instant upTo) {
        return sql.markAllRead(caller.workspaceId(), caller.actor().id(), upTo, Times.now(clock));
    }
}
