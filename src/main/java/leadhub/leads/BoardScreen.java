package leadhub.leads;

import java.util.List;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;

/** What the board shows: one pipeline as columns by stage. */
public record BoardScreen(Pipeline pipeline, List<Column> columns, LeadChoices choices) {

    /**
     * One stage and the leads in it, the newest first.
     *
     * @param next the page of cards that comes after these; 0 if there is none
     */
    public record Column(Stage stage, List<Lead> leads, long total, long next, LeadChoices choices) {}
}
