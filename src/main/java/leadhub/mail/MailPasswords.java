package leadhub.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import leadhub.base.settings.SmtpServer;
import org.springframework.stereotype.Component;

/** Seals and opens the passwords of workspaces' mail servers. */
@Component
class MailPasswords implements SealedSecrets {
    private final MailServerSql sql;
    private final Seal seal;

    MailPasswords(MailServerSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    byte[] seal(long workspaceId, String password) {
        return seal.seal(place(workspaceId), password.getBytes(StandardCharsets.UTF_8));
    }

    /** The server with its password; empty if that was sealed with a key that is lost. */
    Optional<SmtpServer> open(long workspaceId, MailServerSql.Kept kept) {
        var server = kept.server();
        var sealed = kept.passwordSealed();
        if (sealed == null) {
            return Optional.of(
                    new SmtpServer(server.host(), server.port(), server.security(), null, null, server.from()));
        }
        return seal.open(place(workspaceId), sealed)
                .map(password -> new SmtpServer(
                        server.host(),
                        server.port(),
                        server.security(),
                        server.user(),
                        new String(password, StandardCharsets.UTF_8),
                        server.from()));
    }

    /** What a workspace's password is bound to. */
    private static String place(long workspaceId) {
        return "mail_servers.password:" + workspaceId;
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.find(workspaceId).flatMap(kept -> Optional.ofNullable(kept.passwordSealed())).stream()
                .map(bytes -> new Sealed(0, place(workspaceId), bytes))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.bytes(), bytes);
    }
}
