package leadhub.integrations.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.integrations.Integration;

/**
 * The form of one sender.
 *
 * @param labels what stands in the email that it is learnt from, by its labels; empty where there is none
 * @param paths what may be mapped
 * @param problems by field
 * @param tried what the mapping makes of the sender's latest emails
 */
public record LeadMailForm(
        Integration integration,
        String sender,
        Map<String, String> labels,
        List<MappingLine> lines,
        List<String> paths,
        Map<String, List<Refusal>> problems,
        LeadMailTried tried) {
    public String path() {
        return IntegrationPages.path(integration) + "/lead-mails";
    }

    public List<Refusal> problems(String field) {
        return problems.getOrDefault(field, List.of());
    }

    public boolean isWrong() {
        return !problems.isEmpty();
    }
}
