package leadhub.emails.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.emails.EmailTemplateLine;
import leadhub.leads.record.Lead;

/**
 * An email to a lead as it is written.
 *
 * @param templates to begin with
 * @param chosen the template that was begun with; 0 for none
 * @param refusals why it can't be sent whatever stands in it; empty where it can
 */
public record Composing(
        Lead lead,
        EmailForm form,
        List<EmailTemplateLine> templates,
        long chosen,
        List<String> placeholders,
        List<Refusal> refusals,
        PreviewShown preview) {
    public String action() {
        return "/leads/" + lead.id() + "/emails";
    }
}
