package leadhub.emails.sending;

import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.emails.suppression.UnsubscribeReceivers;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends emails to whoever has got one and wants no more. */
@Service
public class Unsubscribing {
    /** So many emails are looked at for their leads, which are nearly always one. */
    private static final int MOST = 50;

    private final LeadEmailSql sql;
    private final UnsubscribeLinks links;
    private final Suppressions suppressions;
    private final Workspaces workspaces;
    private final EmailFates fates;
    private final List<UnsubscribeReceivers> others;

    // One more than usual: not all emails are to leads.
    Unsubscribing(
            LeadEmailSql sql,
            UnsubscribeLinks links,
            Suppressions suppressions,
            Workspaces workspaces,
            EmailFates fates,
            List<UnsubscribeReceivers> others) {
        this.others = others;
        this.sql = sql;
        this.links = links;
        this.suppressions = suppressions;
        this.workspaces = workspaces;
        this.fates = fates;
    }

    /**
     * What a link in an email is about.
     *
     * @param workspace whose emails end
     * @param isDone whether they have ended already
     */
    public record Offer(String workspace, boolean isDone) {}

    /** What a link is about; changes nothing. */
    public Offer offer(String token) {
        var workspace = workspace(token);
        var caller = caller(workspace);
        var emails = sql.withToken(workspace.id(), token, MOST);
        var isDone =
                suppressions.find(caller, address(workspace, token, emails)).isPresent();
        return new Offer(workspace.name(), isDone);
    }

    /** Ends the emails; once is as good as often. */
    @Transactional
    public Offer unsubscribe(String token) {
        var workspace = workspace(token);
        var caller = caller(workspace);
        var emails = sql.withToken(workspace.id(), token, MOST);
        var address = address(workspace, token, emails);
        if (suppressions.suppress(caller, address, SuppressionReason.UNSUBSCRIBED)) {
            fates.unsubscribed(caller, emails);
        }
        return new Offer(workspace.name(), true);
    }

    private Workspace workspace(String token) {
        return links.workspace(token).map(workspaces::get).orElseThrow(Unsubscribing::unknown);
    }

    /** Nobody's once everything about that person was erased. */
    private String address(Workspace workspace, String token, List<LeadEmail> emails) {
        return emails.isEmpty()
                ? others.stream()
                        .flatMap(other -> other.address(workspace.id(), token).stream())
                        .findFirst()
                        .orElseThrow(Unsubscribing::unknown)
                : emails.getFirst().to();
    }

    private static Caller caller(Workspace workspace) {
        return workspace.caller(new Actor(Actor.Kind.INBOUND, 0, "Unsubscribe link"));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }
}
