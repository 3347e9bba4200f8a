package leadhub.notifications;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends people one email a day with what they were told, want to read so, and haven't read in the panel. */
@Service
public class Digests {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Where whoever reads it is. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** What is older isn't news, however long nothing was sent. */
    private static final Duration NEWS = Duration.ofDays(2);

    private final DigestSql sql;
    private final JobQueue jobs;
    private final Workspaces workspaces;
    private final Clock clock;

    Digests(DigestSql sql, JobQueue jobs, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Has those sent whose morning has come since the last ones. */
    @Transactional
    public void send(long workspaceId) {
        var now = Times.now(clock);
        for (var reader : sql.readers(workspaceId)) {
            var zone = reader.timeZone() == null ? workspaces.get(workspaceId).timeZone() : reader.timeZone();
            var morning = lastMorning(now, ZoneId.of(zone));
            if (reader.sentAt() != null && !reader.sentAt().isBefore(morning)) {
                continue;
            }
            if (sql.claim(workspaceId, reader.userId(), morning, now)) {
                var oldest = now.minus(NEWS);
                var after = reader.sentAt() != null && reader.sentAt().isAfter(oldest) ? reader.sentAt() : oldest;
                jobs.add(DigestMails.JOB, new DigestMails.Due(workspaceId, reader.userId(), after, now));
            }
        }
    }

    private static Instant lastMorning(Instant now, ZoneId zone) {
        var here = now.atZone(zone);
        var today = here.toLocalDate().atTime(MORNING).atZone(zone);
        return (today.isAfter(here)
                        ? here.toLocalDate().minusDays(1).atTime(MORNING).atZone(zone)
                        : today)
                .toInstant();
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class DigestJobs {
        @Bean
        Task<?> sendDigests(Digests digests, Workspaces workspaces) {
            return Jobs.every(PAUSE, "send-digests", () -> workspaces.each(digests::send));
        }
    }
}
