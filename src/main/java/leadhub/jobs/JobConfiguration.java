package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs go by the clock that everything goes by. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Clock schedulerClock(java.time.Clock clock) {
        return clock::instant;
    }
}
