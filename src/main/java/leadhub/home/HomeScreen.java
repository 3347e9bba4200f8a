package leadhub.home;

import java.time.LocalDate;
import java.util.List;
import leadhub.forms.watch.FormInNeed;
import leadhub.integrations.IntegrationHealths;
import leadhub.tasks.LeadTask;

/**
 * The model of the home page.
 *
 * @param integrations those that an administrator should look after; and forms
 * @param origin the address that programs send leads to
 */
public record HomeScreen(
        Overview overview,
        List<LeadTask> tasks,
        List<IntegrationHealths.InNeed> integrations,
        List<FormInNeed> forms,
        LocalDate today,
        String origin) {

    /** A command that sends a lead, once a key is filled in. */
    public String curl() {
        return "curl -X POST '" + origin + "/api/v1/leads' -H 'Authorization: Bearer lh_…'"
                + " -H 'Content-Type: application/json' -d '{\"first_name\":\"Sarah\",\"email\":\"sarah@example.com\"}'";
    }
}
