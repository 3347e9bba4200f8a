package leadhub.integrations.pages;

import java.util.List;
import leadhub.integrations.Integration;
import leadhub.integrations.leadmails.LeadMailRule;

/**
 * The page of the senders whose emails tell of leads.
 *
 * @param senders of the latest emails in which there are labels, and have no rule yet
 */
public record LeadMailScreen(Integration integration, List<LeadMailRule> rules, List<Sender> senders) {
    /** @param intakeId of its latest email @param labels what stands in that */
    public record Sender(String address, long intakeId, List<String> labels) {}

    public String path() {
        return IntegrationPages.path(integration) + "/lead-mails";
    }
}
