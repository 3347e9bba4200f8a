package leadhub.mail;

import java.util.Optional;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SmtpServer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mail server that the settings of this server name, for all workspaces without one of their own. */
@Component
final class GivenServer {
    private final @Nullable SmtpServer server;

    GivenServer(Settings settings) {
        this.server = settings.smtp();
    }

    Optional<SmtpServer> get() {
        return Optional.ofNullable(server);
    }
}
