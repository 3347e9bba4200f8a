package leadhub.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.web.DeniedCallListener;
import leadhub.web.PageHeaders;
import leadhub.web.RequestTimers;
import leadhub.web.intake.RequestIds;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the API under {@code /api/}, and the limit's headers on all else but strangers' pages. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    ServletRegistrationBean<ApiServlet> apiServlet(
            ApiCalls calls,
            Admission admission,
            DeniedCallListener denials,
            MeterRegistry metrics,
            List<Dialect> dialects) {
        var timers = dialects.stream()
                .collect(Collectors.toMap(
                        Dialect::name,
                        dialect -> new RequestTimers(metrics, "leadhub.api", Tags.of("dialect", dialect.name()))));
        var registration = new ServletRegistrationBean<>(new ApiServlet(calls, admission, denials, timers), "/api/*");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Browsers ask beforehand whether a site may call, without the key. */
    @Bean
    FilterRegistrationBean<Filter> questionsOfBrowsers(Cors cors, Admission admission) {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && response instanceof HttpServletResponse answer
                    && cors.answer(http, answer)) {
                RequestIds.of(http, answer);
                admission.describe(http, answer);
                answer.setStatus(204);
                return;
            }
            chain.doFilter(request, response);
        });
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    ErrorReportValve errorValve(Admission admission) {
        return new ErrorValve(admission);
    }

    /** Pages and files bear the headers of the address they go to, and are not counted; strangers' have limits of their own. */
    @Bean
    FilterRegistrationBean<Filter> limitsElsewhere(Admission admission) {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && response instanceof HttpServletResponse answer
                    && !http.getServletPath().equals("/api")
                    && !PageHeaders.STRANGERS.equals(
                            http.getHttpServletMapping().getServletName())) {
                admission.describe(http, answer);
            }
            chain.doFilter(request, response);
        });
        // Before a page that isn't there is answered in its own way.
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }

    /** The page where people read and try both APIs. */
    @Bean
    WebMvcConfigurer docsPage() {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addRedirectViewController("/docs", "/docs/index.html");
                registry.addRedirectViewController("/docs/", "/docs/index.html");
            }
        };
    }
}
