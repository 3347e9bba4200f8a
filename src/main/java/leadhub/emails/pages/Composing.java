package leadhub.emails.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.emails.EmailTemplateLine;
import leadhub.emails.received.ReceivedEmail;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * An email to a lead as it is written.
 *
 * @param templates to begin with
 * @param chosen the template that was begun with; 0 for none
 * @param refusals why it can't be sent whatever stands in it; empty where it can
 * @param to where it goes; null where nobody knows
 * @param answered what the lead wrote that it answers; null for nothing
 */
public record Composing(
        Lead lead,
        EmailForm form,
        List<EmailTemplateLine> templates,
        long chosen,
        List<String> placeholders,
        List<Refusal> refusals,
        PreviewShown preview,
        @Nullable String to,
        @Nullable ReceivedEmail answered) {
    public String action() {
        return "/leads/" + lead.id() + "/emails";
    }
}
