package leadhub.emails.sending;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.emails.suppression.Suppressions;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.leads.record.Lead;
import leadhub.mail.MailRoutes;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who can be sent an email. */
@Component
public class Receivers {
    private final Suppressions suppressions;
    private final MailRoutes routes;
    private final UnsubscribeLinks links;

    Receivers(Suppressions suppressions, MailRoutes routes, UnsubscribeLinks links) {
        this.links = links;
        this.suppressions = suppressions;
        this.routes = routes;
    }

    /** What speaks against an email to a lead; empty where nothing does. */
    public Optional<Refusal> refusal(Caller caller, Lead lead) {
        return refusal(caller, lead.email());
    }

    /** The same of an address that a lead wrote from. */
    public Optional<Refusal> refusal(Caller caller, @Nullable String email) {
        if (email == null || !Emails.isValid(email)) {
            return Optional.of(Refusal.of("email.no_address"));
        }
        if (!routes.isSetForLeads(caller.workspaceId())) {
            return Optional.of(Refusal.of("email.no_server"));
        }
        if (!links.areReachable()) {
            return Optional.of(Refusal.of("email.no_base_url"));
        }
        return suppressions
                .find(caller, email)
                .map(one -> Refusal.of("email.suppressed")
                        .with("reason", one.reason().word()));
    }

    /** The address of a lead that can be sent an email. */
    String address(Caller caller, Lead lead) {
        return address(caller, lead.email());
    }

    /** An address that can be sent an email. */
    String address(Caller caller, @Nullable String email) {
        refusal(caller, email).ifPresent(refusal -> {
            throw new Problem.Conflict(refusal).exception();
        });
        return String.valueOf(email);
    }

    /** Whether it can be unsubscribed from. */
    boolean canUnsubscribe() {
        return links.areReachable();
    }

    /** Whether an address gets no emails. */
    boolean isSuppressed(Caller caller, String email) {
        return suppressions.find(caller, email).isPresent();
    }

    /** The domain that a workspace's emails come from. */
    String domain(long workspaceId) {
        var sender = routes.senderToLeads(workspaceId).orElse("@localhost");
        return sender.substring(sender.lastIndexOf('@') + 1);
    }
}
