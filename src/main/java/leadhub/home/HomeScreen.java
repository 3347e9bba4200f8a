package leadhub.home;

import java.time.LocalDate;
import java.util.List;
import leadhub.tasks.LeadTask;

/**
 * What the first page shows.
 *
 * @param origin where the workspace's programs send leads
 */
public record HomeScreen(Overview overview, List<LeadTask> tasks, LocalDate today, String origin) {

    /** A line that sends a lead, once a key stands in it. */
    public String curl() {
        return "curl -X POST '" + origin + "/api/v1/leads' -H 'Authorization: Bearer lh_…'"
                + " -H 'Content-Type: application/json' -d '{\"first_name\":\"Sarah\",\"email\":\"sarah@example.com\"}'";
    }
}
