package leadhub.outside;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** One client for all calls. */
@Configuration(proxyBeanMethods = false)
class OutsideConfiguration {

    /** Made when somebody first calls, for the start should be quick. */
    @Bean
    @Lazy
    OutsideHttp outsideHttp(AllowedAddresses allowed) {
        return OutsideHttp.usual(allowed);
    }
}
