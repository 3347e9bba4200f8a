package leadhub.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadFilterForm;
import leadhub.leads.pages.LeadsAsked;
import leadhub.leads.record.Lead;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;
import leadhub.tasks.LeadTask;
import leadhub.tasks.pages.TaskDays;

/**
 * The model of the board: one pipeline as columns by stage.
 *
 * @param wanted which leads are shown, and in which order
 * @param moment when it was read; the page asks what has changed since
 */
public record BoardScreen(Pipeline pipeline, List<Column> columns, LeadsAsked wanted, String moment) {
    /** So many changes are told one by one to those who hear the page. */
    public static final int MOST_SAID = 3;

    /** In which orders cards can be: the sort and the direction. */
    public static final List<String> ORDERS = LeadFilterForm.ORDERS;

    /** The filter above it. */
    public LeadFilterForm form() {
        return wanted.form();
    }

    public LeadChoices choices() {
        return form().choices();
    }

    /** Whether cards come and go one by one: all leads are shown, the newest first. */
    public boolean isUsual() {
        return BoardColumns.isUsual(wanted);
    }

    /** The one that it is in. */
    public String order() {
        return (wanted.sort() + ":" + wanted.direction()).toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * One stage and the leads in it.
     *
     * @param values the total deal value of all leads in it, by currency
     * @param next the next page of cards; 0 if there is none
     * @param today when it is read, and where
     * @param tasks what is to be done next, by lead
     */
    public record Column(
            Stage stage,
            List<Lead> leads,
            long total,
            Map<String, BigDecimal> values,
            long next,
            LeadFilterForm form,
            TaskDays today,
            Map<Long, LeadTask> tasks) {
        /** As many cards as fill a tall screen; more are loaded on scrolling. */
        public static final int CARDS = 25;

        /** When a lead was created, in microseconds: where its card stands among the newest. */
        public static long at(Lead lead) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, lead.createdAt());
        }

        public LeadChoices choices() {
            return form.choices();
        }

        /** The same with what its deals come to, as found among those of all stages. */
        Column worth(Map<Long, Map<String, BigDecimal>> all) {
            return new Column(stage, leads, total, all.getOrDefault(stage.id(), Map.of()), next, form, today, tasks);
        }

        /** The same with what is to be done, as found for the leads of all stages. */
        Column with(Map<Long, LeadTask> all) {
            return new Column(stage, leads, total, values, next, form, today, all);
        }

        /** Whether it is over and done with, so that it takes little room until somebody opens it. */
        public boolean isOver() {
            return stage.isWon() || stage.isLost();
        }

        /** Whether a lead has been in the stage for too long. */
        public boolean isRotting(Lead lead) {
            return stage.isRotting(lead.stageSince(), today.now());
        }

        public long days(Lead lead) {
            return Stage.daysSince(lead.stageSince(), today.now());
        }

        /** What deals come to by how likely they are won; empty where nobody says that, or it is over with them. */
        public Map<String, BigDecimal> weighted() {
            var probability = stage.probability();
            if (probability == null || isOver()) {
                return Map.of();
            }
            var weighted = new TreeMap<String, BigDecimal>();
            values.forEach((currency, value) -> weighted.put(
                    currency, value.multiply(BigDecimal.valueOf(probability, 2)).setScale(2, RoundingMode.HALF_UP)));
            return weighted;
        }

        /** Where its next cards are. */
        public String more() {
            return form.address("/" + stage.id(), Map.of("page", Long.toString(next)));
        }
    }

    /**
     * What has changed on it.
     *
     * @param columns all columns, each with its changed leads alone, and those whose tasks have changed
     * @param ids the leads that have changed, wherever they are now
     */
    public record News(String moment, List<Column> columns, List<Long> ids) {
        /** Of tasks nothing is said. */
        public boolean isSaid(Lead lead) {
            return ids.contains(lead.id());
        }
    }
}
