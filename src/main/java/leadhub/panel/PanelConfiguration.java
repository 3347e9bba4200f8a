package leadhub.panel;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import leadhub.web.Assets;
import leadhub.web.DeniedCallListener;
import leadhub.web.intake.ClientAddress;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the panel's pages at their routes, and its assets under {@code /assets/}. */
@Configuration(proxyBeanMethods = false)
class PanelConfiguration {

    @Bean
    ServletRegistrationBean<PageServlet> pageServlet(
            Pages pages,
            Arrivals arrivals,
            PageVisits visits,
            ClientAddress addresses,
            DeniedCallListener denials,
            ReplyWriter writer) {
        return new ServletRegistrationBean<>(
                new PageServlet(arrivals, visits, addresses, denials, writer),
                pages.urlPatterns().toArray(String[]::new));
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
