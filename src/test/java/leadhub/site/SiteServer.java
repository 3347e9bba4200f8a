package leadhub.site;

import java.util.Map;
import leadhub.testing.TestServer;
import org.springframework.context.ConfigurableApplicationContext;

/** A server with the routes of {@link SiteExamples}, which a test closes. */
final class SiteServer implements AutoCloseable {
    final ConfigurableApplicationContext context;
    final String origin;

    SiteServer(Map<String, Object> properties) {
        context = TestServer.get().startSecond(properties, SiteExamples.class);
        origin = TestServer.origin(context);
    }

    @Override
    public void close() {
        context.close();
    }
}
