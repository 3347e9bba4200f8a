package leadhub.home;

import java.util.List;
import leadhub.forms.watch.FormInNeed;
import leadhub.integrations.IntegrationHealths;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * The model of the home page.
 *
 * @param waiting leads that nobody has
 * @param steps what an administrator should do first; null for others
 * @param integrations those that an administrator should look after; and forms
 * @param origin the address that programs send leads to
 */
public record HomeScreen(
        Overview overview,
        HomeTasks.Shown tasks,
        List<Lead> waiting,
        @Nullable StepList steps,
        List<IntegrationHealths.InNeed> integrations,
        List<FormInNeed> forms,
        String origin) {

    /** A command that sends a lead, once a key is filled in. */
    public String curl() {
        return "curl -X POST '" + origin + "/api/v1/leads' -H 'Authorization: Bearer lh_…'"
                + " -H 'Content-Type: application/json' -d '{\"first_name\":\"Sarah\",\"email\":\"sarah@example.com\"}'";
    }
}
