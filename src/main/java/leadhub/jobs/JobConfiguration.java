package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import java.util.UUID;
import leadhub.base.Json;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs go by the clock that everything goes by. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Clock schedulerClock(java.time.Clock clock) {
        return clock::instant;
    }

    @Bean
    DbSchedulerCustomizer schedulerCustomizer() {
        var name = uniqueName();
        return new DbSchedulerCustomizer() {
            /**
             * A job's data is JSON and names no class: a waiting job outlives every move of code, and whoever can write
             * the table can't have objects made of it.
             */
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer(Json.MAPPER));
            }

            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(name);
            }
        };
    }

    /** Two servers on one machine, or a server and the one before it, are not to be taken for each other. */
    private static SchedulerName uniqueName() {
        var machine = new SchedulerName.Hostname().getName();
        return new SchedulerName.Fixed(machine + " " + ProcessHandle.current().pid() + " " + UUID.randomUUID());
    }
}
