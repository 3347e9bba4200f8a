package leadhub.conversations.pages;

import java.util.List;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Carrier;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * The model of the page on which a lead is written to first.
 *
 * @param way by which it is; null where nothing can be used
 */
public record FirstMessageScreen(
        Lead lead, List<Carrier.Way> ways, Carrier.@Nullable Way way, List<ApprovedTemplate> templates) {
    public String path() {
        return "/leads/" + lead.id() + "/messenger";
    }
}
