package leadhub.integrations.watch;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.notifications.Notifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has administrators told of a trouble once; of an integration at most once a day, unless its token is dead. */
@Service
public class TroubleReports {
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final WatchSql sql;
    private final IntegrationMails mails;
    private final Notifications notifications;
    private final JobQueue jobs;
    private final Clock clock;

    TroubleReports(WatchSql sql, IntegrationMails mails, Notifications notifications, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.mails = mails;
        this.notifications = notifications;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param trouble null where there is none any more */
    @Transactional
    public void report(long workspaceId, long id, @Nullable Trouble trouble) {
        var now = Times.now(clock);
        if (trouble == null) {
            sql.forget(workspaceId, id);
        } else if (sql.tell(
                workspaceId, id, trouble.word(), now, trouble == Trouble.TOKEN_DEAD ? now : now.minus(BETWEEN))) {
            var notice = new IntegrationMails.Notice(workspaceId, id, trouble);
            notifications.tell(mails.caller(workspaceId), mails.news(notice));
            jobs.add(IntegrationMails.JOB, notice);
        }
    }
}
