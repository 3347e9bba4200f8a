package leadhub.bots.mails;

import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.emails.suppression.Suppressions;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.mail.Mail;
import leadhub.mail.MailHeaders;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailRoutes;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends emails to visitors of chats, as those to leads go. Addresses on the suppression list get none. */
@Component
class ChatPost {
    private final Mails mails;
    private final Routes routes;
    private final MailLayout layout;
    private final Workspaces workspaces;
    private final Suppressions suppressions;

    /** Whether emails leave, and where their links lead. */
    @Component
    record Routes(MailRoutes mail, UnsubscribeLinks links) {}

    ChatPost(Mails mails, Routes routes, MailLayout layout, Workspaces workspaces, Suppressions suppressions) {
        this.mails = mails;
        this.routes = routes;
        this.layout = layout;
        this.workspaces = workspaces;
        this.suppressions = suppressions;
    }

    /** @param path under the address at which the server is known outside */
    record Link(String words, String path) {}

    /**
     * An email to a visitor.
     *
     * @param id by which mail programs know the same one twice
     * @param replyTo whom its reader answers; null for its sender
     * @param isWanted whether its reader has asked for it, and so has nothing to unsubscribe from
     */
    record Letter(
            String to,
            Words words,
            String subject,
            List<String> paragraphs,
            @Nullable Link link,
            String footer,
            String id,
            @Nullable String replyTo,
            boolean isWanted) {
        @Override
        public String toString() {
            return "Letter[" + id + "]";
        }
    }

    /** Whether emails to visitors can be sent, with links that they can follow. */
    boolean isSet(long workspaceId) {
        return routes.mail().isSetForLeads(workspaceId)
                && routes.links().origin().isPresent();
    }

    Caller caller(long workspaceId, Actor actor) {
        return workspaces.caller(workspaceId, actor);
    }

    /** As whom the workspace writes. */
    String name(Caller caller) {
        return MailText.name(workspaces.get(caller).name());
    }

    /** Never in a transaction. */
    void send(Caller caller, Letter letter) {
        var origin = routes.links().origin();
        if (origin.isEmpty() || suppressions.find(caller, letter.to()).isPresent()) {
            return;
        }
        var link = letter.link();
        var end = letter.isWanted() ? null : routes.links().url(token(caller, letter.to()));
        var laid = layout.mail(
                new MailLayout.Reader(letter.to(), letter.words()),
                new MailLayout.Letter(
                        letter.subject(),
                        letter.paragraphs(),
                        link == null ? null : link.words(),
                        link == null ? null : origin.get() + link.path(),
                        List.of(letter.footer()),
                        end));
        var headers = new MailHeaders("<" + letter.id() + "@" + domain(caller) + ">", name(caller), end);
        var mail = new Mail(letter.to(), laid.subject(), laid.text(), laid.html(), headers, letter.replyTo());
        try {
            mails.send(caller.workspaceId(), MailQuota.Kind.LEAD, mail);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    /** By which whoever has that address ends such emails. */
    String token(Caller caller, String email) {
        return routes.links().token(caller.workspaceId(), email);
    }

    /** From now on the link is good. */
    void remember(Caller caller, String email) {
        routes.links().remember(caller.workspaceId(), token(caller, email));
    }

    /** Under which those outside see us; "" where nobody knows. */
    String origin() {
        return routes.links().origin().orElse("");
    }

    /** From which address the workspace writes; null for none. */
    @Nullable
    String sender(Caller caller) {
        return routes.mail().senderToLeads(caller.workspaceId()).orElse(null);
    }

    private String domain(Caller caller) {
        var sender = routes.mail().senderToLeads(caller.workspaceId()).orElse("@localhost");
        return sender.substring(sender.lastIndexOf('@') + 1);
    }
}
