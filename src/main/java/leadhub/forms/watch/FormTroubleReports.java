package leadhub.forms.watch;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has administrators told of a trouble once; of a form at most once a day. */
@Service
public class FormTroubleReports {
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final WatchSql sql;
    private final JobQueue jobs;
    private final Clock clock;

    FormTroubleReports(WatchSql sql, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @param trouble null where there is none any more */
    @Transactional
    public void report(long workspaceId, long id, @Nullable FormTrouble trouble) {
        var now = Times.now(clock);
        if (trouble == null) {
            sql.forget(workspaceId, id);
        } else if (sql.tell(workspaceId, id, trouble.word(), now, now.minus(BETWEEN))) {
            jobs.add(FormTroubleMails.JOB, new FormTroubleMails.Notice(workspaceId, id, trouble));
        }
    }
}
