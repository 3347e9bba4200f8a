package leadhub.mail;

import java.util.Optional;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * By which integration a workspace's emails to leads go: the newest one that can. Emails about accounts, such as links for a new
 * password, never go there, for whoever may connect integrations would read them.
 */
@Component
public class MailWays {
    private final MailWaySql sql;
    private final Remembered<Optional<Chosen>> known;
    // Asked for late, for they are made of integrations, which say here what they are.
    private final ObjectProvider<MailWay> ways;

    MailWays(MailWaySql sql, Signals signals, ObjectProvider<MailWay> ways) {
        this.sql = sql;
        this.known = new Remembered<>(signals, "mail_ways", sql::find);
        this.ways = ways;
    }

    /** @param from the address that emails come from */
    public record Chosen(long integrationId, String type, String from) {}

    /** Empty where they go by the mail server. */
    public Optional<Chosen> of(long workspaceId) {
        return known.get(workspaceId);
    }

    /** Within the verb that saves an integration: emails can go by it. */
    public void offer(long workspaceId, Chosen way) {
        sql.put(workspaceId, way);
        known.changed(workspaceId);
    }

    /** Within the verb that pauses or deletes it. */
    public void withdraw(long workspaceId, long integrationId) {
        if (sql.delete(workspaceId, integrationId)) {
            known.changed(workspaceId);
        }
    }

    void send(long workspaceId, Chosen way, Mail mail) {
        ways.stream()
                .filter(one -> one.type().equals(way.type()))
                .findFirst()
                .orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false))
                .send(workspaceId, way.integrationId(), mail);
    }
}
