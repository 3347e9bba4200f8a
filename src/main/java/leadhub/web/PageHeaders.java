package leadhub.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import leadhub.web.intake.RequestIds;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What every page and file tells browsers, but for the API's answers: nobody frames it, and nothing is loaded from elsewhere. */
@Configuration(proxyBeanMethods = false)
public class PageHeaders {
    /** The servlet of strangers' pages, whose owners may say otherwise. */
    public static final String STRANGERS = "site";

    /** Nothing but our own files, and no script or style in a page; {@code frame-ancestors} is left to say. */
    private static final String OWN_FILES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    @Bean
    FilterRegistrationBean<Filter> headersOfPages() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && response instanceof HttpServletResponse answer
                    && !http.getServletPath().equals("/api")) {
                RequestIds.of(http, answer);
                answer.setHeader("X-Content-Type-Options", "nosniff");
                answer.setHeader("X-Frame-Options", "DENY");
                answer.setHeader("Referrer-Policy", "same-origin");
                answer.setHeader("Content-Security-Policy", policy("'none'"));
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }

    /** The policy of a page that such sites may show in a frame. */
    public static String policy(String frameAncestors) {
        return OWN_FILES + frameAncestors;
    }
}
