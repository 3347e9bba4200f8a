package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
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

    /**
     * A job's data is JSON and names no class: a waiting job outlives every move of code, and whoever can write the table
     * can't have objects made of it.
     */
    @Bean
    DbSchedulerCustomizer schedulerCustomizer() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer(Json.MAPPER));
            }
        };
    }
}
