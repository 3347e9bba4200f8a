package leadhub.panel;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.regex.Pattern;
import leadhub.web.Assets;
import leadhub.web.DeniedCallListener;
import leadhub.web.intake.ClientAddress;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Registers the panel's pages at their routes, and its assets under {@code /assets/}. */
@Configuration(proxyBeanMethods = false)
class PanelConfiguration {
    private static final String PAGES = "pages";

    /** What Spring serves. */
    private static final Pattern FILES = Pattern.compile("/docs(/.*)?|.*[.][a-z0-9]+");

    @Bean
    ServletRegistrationBean<PageServlet> pageServlet(
            Pages pages,
            Arrivals arrivals,
            PageVisits visits,
            ClientAddress addresses,
            DeniedCallListener denials,
            ReplyWriter writer) {
        var registration = new ServletRegistrationBean<>(
                new PageServlet(arrivals, visits, addresses, denials, writer),
                pages.urlPatterns().toArray(String[]::new));
        registration.setName(PAGES);
        return registration;
    }

    /** A browser that is signed in gets a page for what isn't there; everybody else gets what programs get. */
    @Bean
    FilterRegistrationBean<Filter> unknownPages(ClientAddress addresses) {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && isUnknown(http)
                    && Cookies.read(http, addresses.origin(http), Cookies.SESSION) != null) {
                http.getServletContext().getNamedDispatcher(PAGES).forward(request, response);
                return;
            }
            chain.doFilter(request, response);
        });
        // After those that give pages their headers.
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    private static boolean isUnknown(HttpServletRequest request) {
        var accepts = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT
                && accepts != null
                && accepts.contains("text/html")
                && !FILES.matcher(request.getRequestURI()).matches();
    }

    @Bean
    ServletRegistrationBean<HttpServlet> assetServlet(Assets assets) {
        @SuppressWarnings("serial") // never serialized
        var servlet = new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                assets.serve(request, response);
            }
        };
        return new ServletRegistrationBean<>(servlet, "/assets/*");
    }
}
