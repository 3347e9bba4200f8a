package leadhub.mail;

import java.util.Optional;
import leadhub.base.settings.SmtpServer;
import leadhub.outside.AllowedAddresses;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/**
 * Which mail server a workspace's emails go through: its own, else the one of this server's settings. Those to leads go by an
 * integration where it has one for that.
 */
@Component
public class MailRoutes {
    private final MailServerSql sql;
    private final GivenServer given;
    private final MailPasswords passwords;
    private final AllowedAddresses allowed;
    private final MailWays ways;

    MailRoutes(MailServerSql sql, GivenServer given, MailPasswords passwords, AllowedAddresses allowed, MailWays ways) {
        this.ways = ways;
        this.sql = sql;
        this.given = given;
        this.passwords = passwords;
        this.allowed = allowed;
    }

    /** Whether emails can be sent for a workspace. */
    public boolean isSet(long workspaceId) {
        return find(workspaceId).isPresent();
    }

    /** The address that a workspace's emails come from. */
    public Optional<String> sender(long workspaceId) {
        return find(workspaceId).map(route -> route.server().from());
    }

    /** Whether emails to leads can be sent for a workspace. */
    public boolean isSetForLeads(long workspaceId) {
        return way(workspaceId).isPresent() || isSet(workspaceId);
    }

    /** The address that a workspace's emails to leads come from. */
    public Optional<String> senderToLeads(long workspaceId) {
        return way(workspaceId).map(MailWays.Chosen::from).or(() -> sender(workspaceId));
    }

    /** The integration by which emails to leads go; empty where they go through a mail server. */
    public Optional<MailWays.Chosen> way(long workspaceId) {
        return ways.of(workspaceId);
    }

    void send(long workspaceId, MailWays.Chosen way, Mail mail) {
        ways.send(workspaceId, way, mail);
    }

    /** Whether this server's settings name one. */
    public boolean isGiven() {
        return given.get().isPresent();
    }

    /** Whether emails can be sent for any workspace at all. */
    public boolean isSetAnywhere() {
        return isGiven() || sql.existsAnywhere();
    }

    /**
     * Whom to hand an email to.
     *
     * @param addresses those that it may have: the operator's may be anywhere
     */
    record Route(SmtpServer server, InetAddressFilter addresses) {}

    /** Empty without any mail server, and where the password can't be read with this server's key. */
    Optional<Route> find(long workspaceId) {
        var own = sql.find(workspaceId);
        return own.isEmpty()
                ? given.get().map(server -> new Route(server, InetAddressFilter.all()))
                : passwords.open(workspaceId, own.get()).map(server -> new Route(server, allowed));
    }
}
