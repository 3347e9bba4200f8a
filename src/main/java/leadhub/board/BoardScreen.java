package leadhub.board;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;

/**
 * The model of the board: one pipeline as columns by stage.
 *
 * @param moment when it was read; the page asks what has changed since
 */
public record BoardScreen(Pipeline pipeline, List<Column> columns, LeadChoices choices, String moment) {
    /** So many changes are told one by one to those who hear the page. */
    public static final int MOST_SAID = 3;

    /**
     * One stage and the leads in it, the newest first.
     *
     * @param values the total deal value of all leads in it, by currency
     * @param next the next page of cards; 0 if there is none
     */
    public record Column(
            Stage stage,
            List<Lead> leads,
            long total,
            Map<String, BigDecimal> values,
            long next,
            LeadChoices choices) {}

    /**
     * What has changed on it.
     *
     * @param columns all columns, each with its changed leads alone
     * @param ids the leads that have changed, wherever they are now
     */
    public record News(String moment, List<Column> columns, List<Long> ids) {}
}
