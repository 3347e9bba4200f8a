package leadhub.emails.sending;

import leadhub.base.Caller;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailFooter;
import leadhub.emails.EmailRenderer;
import leadhub.emails.RenderedEmail;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.leads.record.Lead;
import leadhub.mail.Mail;
import leadhub.mail.MailText;
import org.springframework.stereotype.Component;

/** Emails as they are sent, byte for byte, before they are. */
@Component
public class EmailPreviews {
    private final EmailContext.Reader contexts;
    private final EmailRenderer renderer;
    private final UnsubscribeLinks links;

    EmailPreviews(EmailContext.Reader contexts, EmailRenderer renderer, UnsubscribeLinks links) {
        this.contexts = contexts;
        this.renderer = renderer;
        this.links = links;
    }

    /** What a lead that the caller was shown would get. */
    public EmailPreview of(Caller caller, Lead lead, EmailDraft draft) {
        var to = lead.email() == null ? "" : lead.email();
        return new EmailPreview(to, toLead(caller, lead, to, draft));
    }

    /** What goes to a lead, or to another address of somebody outside. */
    RenderedEmail toLead(Caller caller, Lead lead, String to, EmailDraft draft) {
        var context = contexts.read(caller, lead);
        var name = MailText.name(context.workspace().name());
        var footer = new EmailFooter(name, links.url(links.token(caller.workspaceId(), to)));
        return checked(to, renderer.render(draft, context, footer));
    }

    /** What goes to one of the workspace's own people. */
    RenderedEmail toUser(Caller caller, Lead lead, String to, EmailDraft draft) {
        return checked(to, renderer.render(draft, contexts.read(caller, lead), null));
    }

    /** Refuses what is too long to be sent. */
    private static RenderedEmail checked(String to, RenderedEmail content) {
        new Mail(to, content.subject(), content.text(), content.html());
        return content;
    }
}
