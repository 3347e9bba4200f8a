package leadhub.site;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import leadhub.web.PageHeaders;
import leadhub.web.RequestTimers;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts strangers' pages and calls where their routes say. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {
    @Bean
    ServletRegistrationBean<SiteServlet> siteServlet(
            Site site, SiteCalls calls, SiteFailures failures, SiteWriter writer, MeterRegistry metrics) {
        var timers = new RequestTimers(metrics, "leadhub.site", Tags.empty());
        var patterns = site.urlPatterns();
        var registration = new ServletRegistrationBean<>(
                new SiteServlet(calls, failures, writer, timers), patterns.toArray(String[]::new));
        registration.setName(PageHeaders.STRANGERS);
        // Without a pattern it would take everything.
        registration.setEnabled(!patterns.isEmpty());
        return registration;
    }
}
