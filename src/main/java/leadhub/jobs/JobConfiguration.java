package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs go by the clock that everything goes by. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Clock schedulerClock(java.time.Clock clock) {
        return clock::instant;
    }

    /** Two servers on one machine, and a server and the one before it, are not to be taken for each other. */
    @Bean
    DbSchedulerCustomizer schedulerNames() {
        var machine = new SchedulerName.Hostname().getName();
        var name = machine + " " + ProcessHandle.current().pid() + " " + UUID.randomUUID();
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(name));
            }
        };
    }
}
