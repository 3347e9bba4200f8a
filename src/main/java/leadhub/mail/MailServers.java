package leadhub.mail;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.Times;
import leadhub.base.settings.SmtpServer;
import leadhub.outside.AllowedAddresses;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which mail server a workspace's e-mails go through: its own, else the one of this server's settings. */
@Service
public class MailServers {
    static final int MOST_CHARACTERS = 255;

    private final MailServerSql sql;
    private final GivenServer given;
    private final Seal seal;
    private final AllowedAddresses allowed;
    private final Audit audit;
    private final Clock clock;

    // Six, for a server of a workspace is not one of ours.
    MailServers(MailServerSql sql, GivenServer given, Seal seal, AllowedAddresses allowed, Audit audit, Clock clock) {
        this.allowed = allowed;
        this.sql = sql;
        this.given = given;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    /** The workspace's own. */
    public Optional<MailServer> find(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.find(caller.workspaceId()).map(MailServerSql.Kept::server);
    }

    /** Whether the workspace's own has a password that was sealed with a key that is lost: it has to be given again. */
    boolean isPasswordLost(Caller caller) {
        caller.require(Role.ADMIN);
        var kept = sql.find(caller.workspaceId());
        return kept.isPresent() && open(caller.workspaceId(), kept.get()).isEmpty();
    }

    /** Whether e-mails can be sent for a workspace. */
    public boolean isSet(long workspaceId) {
        return resolve(workspaceId).isPresent();
    }

    /** Whether this server's settings name one. */
    public boolean isGiven() {
        return given.get().isPresent();
    }

    /** Whether e-mails can be sent for any workspace at all. */
    public boolean isSetAnywhere() {
        return given.get().isPresent() || sql.existsAnywhere();
    }

    /**
     * Whom to hand an e-mail to.
     *
     * @param isGiven whether it is the operator's, which may be anywhere
     */
    record Route(SmtpServer server, boolean isGiven) {}

    /** Empty without any mail server, and where the password can't be read with this server's key. */
    Optional<Route> resolve(long workspaceId) {
        var own = sql.find(workspaceId);
        return own.isEmpty()
                ? given.get().map(server -> new Route(server, true))
                : open(workspaceId, own.get()).map(server -> new Route(server, false));
    }

    /**
     * Makes or changes the workspace's own.
     *
     * @param password null keeps what there is, as long as it goes to the same server and user
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

    /** From now on the workspace goes by this server's settings. */
    @Transactional
    public void remove(Caller caller) {
        caller.require(Role.ADMIN);
        var before = sql.find(caller.workspaceId());
        if (before.isPresent() && sql.delete(caller.workspaceId())) {
            sql.note(caller.workspaceId(), false);
            audit.record(caller, "mail.server_removed", null, before.get().server(), null);
        }
    }

    /** What was typed; else what is kept, unless it would be told to somebody else than it was meant for. */
    private byte @Nullable [] sealed(
            long workspaceId, MailServer wanted, @Nullable String password, Optional<MailServerSql.Kept> before) {
        if (password != null) {
            return seal.seal(MailPasswords.place(workspaceId), password.getBytes(StandardCharsets.UTF_8));
        }
        var kept = before.filter(one -> one.server().isSamePeer(wanted))
                .filter(one -> open(workspaceId, one).isPresent())
                .orElse(null);
        if (kept == null || kept.passwordSealed() == null) {
            throw Problem.invalid("password", Refusal.of("required")).exception();
        }
        return kept.passwordSealed();
    }

    private Optional<SmtpServer> open(long workspaceId, MailServerSql.Kept kept) {
        var server = kept.server();
        var sealed = kept.passwordSealed();
        if (sealed == null) {
            return Optional.of(
                    new SmtpServer(server.host(), server.port(), server.security(), null, null, server.from()));
        }
        return seal.open(MailPasswords.place(workspaceId), sealed)
                .map(password -> new SmtpServer(
                        server.host(),
                        server.port(),
                        server.security(),
                        server.user(),
                        new String(password, StandardCharsets.UTF_8),
                        server.from()));
    }

    private void check(MailServer wanted, @Nullable String password) {
        // A name is asked for when it is dialled; an address says at once where it leads.
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
