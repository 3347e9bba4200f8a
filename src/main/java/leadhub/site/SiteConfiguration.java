package leadhub.site;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import leadhub.web.PageHeaders;
import leadhub.web.RequestTimers;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenStreams;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts strangers' pages and calls where their routes say. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {
    @Bean
    ServletRegistrationBean<SiteServlet> siteServlet(
            Site site,
            SiteBodies bodies,
            SiteTurns turns,
            SiteRefusals refusals,
            SiteWriter writer,
            ClientAddress addresses,
            OpenStreams streams,
            MeterRegistry metrics) {
        var timers = new RequestTimers(metrics, "leadhub.site", Tags.empty());
        var patterns = site.urlPatterns();
        var registration = new ServletRegistrationBean<>(
                new SiteServlet(site, bodies, turns, refusals, writer, addresses, streams, timers),
                patterns.toArray(String[]::new));
        registration.setName(PageHeaders.STRANGERS);
        // Without a pattern it would take everything.
        registration.setEnabled(!patterns.isEmpty());
        return registration;
    }
}
