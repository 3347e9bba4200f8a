package leadhub.mail;

import java.time.Clock;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.outside.AllowedAddresses;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The workspaces' own mail servers. */
@Service
public class MailServers {
    static final int MOST_CHARACTERS = 255;

    private final MailServerSql sql;
    private final MailPasswords passwords;
    private final AllowedAddresses allowed;
    private final Audit audit;
    private final Clock clock;

    MailServers(MailServerSql sql, MailPasswords passwords, AllowedAddresses allowed, Audit audit, Clock clock) {
        this.sql = sql;
        this.passwords = passwords;
        this.allowed = allowed;
        this.audit = audit;
        this.clock = clock;
    }

    /** The workspace's own mail server. */
    public Optional<MailServer> find(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.find(caller.workspaceId()).map(MailServerSql.Kept::server);
    }

    /** Whether its password was encrypted with a lost key and has to be entered again. */
    boolean isPasswordLost(Caller caller) {
        caller.require(Role.ADMIN);
        var kept = sql.find(caller.workspaceId());
        return kept.isPresent()
                && passwords.open(caller.workspaceId(), kept.get()).isEmpty();
    }

    /**
     * Sets the workspace's own mail server.
     *
     * @param password null keeps the stored one, if server and user stay the same
     */
    @Transactional
    public void set(Caller caller, MailServer wanted, @Nullable String password) {
        caller.require(Role.ADMIN);
        check(wanted, password);
        var workspaceId = caller.workspaceId();
        var before = sql.find(workspaceId);
        var sealed = wanted.user() == null ? null : sealed(workspaceId, wanted, password, before);
        var after = new MailServer(
                wanted.host(), wanted.port(), wanted.security(), wanted.user(), sealed != null, wanted.from());
        sql.put(workspaceId, after, sealed, Times.now(clock));
        sql.note(workspaceId, true);
        audit.record(
                caller,
                "mail.server_changed",
                null,
                before.map(MailServerSql.Kept::server).orElse(null),
                after);
    }

    /** Makes the workspace use this installation's mail server again. */
    @Transactional
    public void remove(Caller caller) {
        caller.require(Role.ADMIN);
        var before = sql.find(caller.workspaceId());
        if (before.isPresent() && sql.delete(caller.workspaceId())) {
            sql.note(caller.workspaceId(), false);
            audit.record(caller, "mail.server_removed", null, before.get().server(), null);
        }
    }

    /** The password as typed, otherwise the stored one, unless that would be sent to a different server or user. */
    private byte @Nullable [] sealed(
            long workspaceId, MailServer wanted, @Nullable String password, Optional<MailServerSql.Kept> before) {
        if (password != null) {
            return passwords.seal(workspaceId, password);
        }
        var kept = before.filter(one -> one.server().isSamePeer(wanted))
                .filter(one -> passwords.open(workspaceId, one).isPresent())
                .orElse(null);
        if (kept == null || kept.passwordSealed() == null) {
            throw Problem.invalid("password", Refusal.of("required")).exception();
        }
        return kept.passwordSealed();
    }

    private void check(MailServer wanted, @Nullable String password) {
        // A name is resolved when connecting; an address can be checked at once.
        if (!wanted.host().matches("[A-Za-z0-9:._-]{1,253}") || allowed.refusesLiteral(wanted.host())) {
            throw Problem.invalid("host", Refusal.of("invalid")).exception();
        }
        if (wanted.port() < 1 || wanted.port() > 65535) {
            throw Problem.invalid("port", Refusal.of("invalid")).exception();
        }
        if (!Emails.isValid(wanted.from()) || wanted.from().length() > MOST_CHARACTERS) {
            throw Problem.invalid("from", Refusal.of("email")).exception();
        }
        if (wanted.user() != null && wanted.user().length() > MOST_CHARACTERS) {
            throw Problem.invalid("user", Refusal.of("invalid")).exception();
        }
        if (password != null && password.length() > MOST_CHARACTERS) {
            throw Problem.invalid("password", Refusal.of("invalid")).exception();
        }
    }
}
