package leadhub.mail;

import java.util.Optional;
import leadhub.base.SmtpServer;
import leadhub.base.SmtpServer.Security;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mail server that the settings of this server name, for all workspaces without one of their own. */
@Component
final class GivenServer {
    private final @Nullable SmtpServer server;

    GivenServer(
            @Value("${leadhub.smtp.host:}") String host,
            @Value("${leadhub.smtp.port:0}") int port,
            @Value("${leadhub.smtp.security:none}") String security,
            @Value("${leadhub.smtp.user:}") String user,
            @Value("${leadhub.smtp.password:}") String password,
            @Value("${leadhub.smtp.from:}") String from) {
        var how = Security.ofWord(security).orElseThrow();
        this.server = host.isEmpty()
                ? null
                : new SmtpServer(
                        host, port, how, user.isEmpty() ? null : user, password.isEmpty() ? null : password, from);
    }

    Optional<SmtpServer> get() {
        return Optional.ofNullable(server);
    }
}
