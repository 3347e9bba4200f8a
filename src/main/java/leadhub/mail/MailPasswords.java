package leadhub.mail;

import java.util.List;
import java.util.Optional;
import leadhub.base.SealedSecrets;
import org.springframework.stereotype.Component;

/** The passwords of workspaces' mail servers, for whoever seals them with another key. */
@Component
class MailPasswords implements SealedSecrets {
    private final MailServerSql sql;

    MailPasswords(MailServerSql sql) {
        this.sql = sql;
    }

    /** What a workspace's password is bound to. */
    static String place(long workspaceId) {
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
