package leadhub.web.intake;

import leadhub.base.settings.HttpLimits;
import leadhub.base.settings.Settings;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the container's bounds, and what stands around every request. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    /** Those that are being shed are still there for a moment. */
    private static final int SPARE_CONNECTIONS = 512;

    @Bean
    HttpLimits httpLimits(Settings settings) {
        return settings.httpLimits();
    }

    @Bean
    OpenRequests openRequests(HttpLimits limits) {
        return new OpenRequests(limits);
    }

    @Bean
    BodyMemory bodyMemory(HttpLimits limits, OpenRequests requests) {
        return new BodyMemory(limits, requests);
    }

    @Bean
    BoundedEndpoint.Bounds bounds(HttpLimits limits, OpenRequests requests, ClientAddress addresses) {
        return new BoundedEndpoint.Bounds(
                limits.connections(),
                new ConnectionsPerAddress(limits.connectionsPerAddress(), addresses::isExempt),
                requests);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(
            ErrorReportValve errors,
            RequestBody bodies,
            Draining draining,
            BoundedEndpoint.Bounds bounds,
            OpenStreams streams,
            Settings settings) {
        return factory -> {
            factory.setProtocol(BoundedHttp.class.getName());
            factory.addConnectorCustomizers(connector -> {
                // %2F in a tag's name is part of the name.
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setProperty("relaxedQueryChars", "[]{}|\\^`\"<>");
                connector.setProperty("relaxedPathChars", "[]{}|\\^`\"<>");
                connector.setProperty("rejectIllegalHeader", "true");
                // A client that says nothing for this long is gone (milliseconds).
                connector.setProperty(
                        "connectionTimeout", Long.toString(bodies.deadline().toMillis()));
                // Who asks before sending a body is told to go on only when it is wanted.
                connector.setProperty("continueResponseTiming", "onRead");
                connector.setProperty("keepAliveTimeout", "60000");
                connector.setProperty("maxKeepAliveRequests", "-1");
                connector.setProperty("maxHttpRequestHeaderSize", "16384");
                // A connection that waits costs its two buffers; they are not kept for others, who might see what is in
                // them.
                connector.setProperty("socket.appReadBufSize", "4096");
                connector.setProperty("socket.appWriteBufSize", "4096");
                connector.setProperty("socket.bufferPool", "0");
                // As many as there may be: what many slow clients took is taken again, instead of new memory.
                connector.setProperty(
                        "processorCache", Integer.toString(bounds.requests().most()));
                // The bounds come first, and keep nobody waiting outside.
                connector.setProperty(
                        "maxConnections", Integer.toString(bounds.most() + streams.most() + SPARE_CONNECTIONS));
                connector.setProperty("acceptCount", "1024");
                if (connector.getProtocolHandler() instanceof BoundedHttp http) {
                    http.bound(bounds);
                    draining.watch(http);
                }
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    if (settings.baseUrl() != null && settings.baseUrl().startsWith("https:")) {
                        host.getPipeline().addValve(new HttpsOnlyValve());
                    }
                    host.getPipeline().addValve(draining.valve());
                    host.getPipeline().addValve(new LeftoverValve(bodies.deadline()));
                    host.getPipeline().addValve(new BrokenAnswers());
                    host.getPipeline().addValve(errors);
                    // By its class the container knows that there is one already.
                    host.setErrorReportValveClass(errors.getClass().getName());
                }
            });
        };
    }
}
