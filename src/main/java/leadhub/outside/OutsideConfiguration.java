package leadhub.outside;

import leadhub.base.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says which addresses this server may call, as the operator set it. */
@Configuration(proxyBeanMethods = false)
class OutsideConfiguration {
    @Bean
    AllowedAddresses allowedAddresses(Settings settings) {
        return new AllowedAddresses(settings.allowedNetworks());
    }
}
