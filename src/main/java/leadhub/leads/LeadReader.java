package leadhub.leads;

import java.math.BigDecimal;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.tags.Tag;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads the members of a lead in LeadHub's words; what is in them is checked for its shape only. */
public final class LeadReader {
    private static final int SHORT = 255;
    private static final int PHONE = 50;
    private static final int NOTES = 65_535;
    private static final BigDecimal BELOW = BigDecimal.TEN.pow(13);

    private LeadReader() {}

    /** Everything a create or an update may say. */
    public static LeadChange read(Input input) {
        return read(input, Leads.MOST_TAGS);
    }

    /** The same, with as many tags as were sent: {@link Leads#cutToFit} leaves off what a lead can't hold. */
    public static LeadChange readAll(Input input) {
        return read(input, Integer.MAX_VALUE);
    }

    private static LeadChange read(Input input, int mostTags) {
        return new LeadChange(
                input.text("first_name", SHORT),
                input.text("last_name", SHORT),
                input.text("email", SHORT, Emails::isValid, Refusal.of("email")),
                input.text("phone", PHONE),
                input.text("company", SHORT),
                input.text("job_title", SHORT),
                input.text("linkedin_url", SHORT),
                input.text("country", SHORT),
                input.text("industry", SHORT),
                input.text("company_size", SHORT),
                input.text("source", SHORT),
                status(input),
                input.integer("pipeline_id"),
                input.integer("pipeline_stage_id"),
                input.integer("assigned_user_id"),
                input.decimal("deal_value", BELOW, 2),
                input.bool("starred"),
                input.text("notes", NOTES),
                input.object("custom_fields"),
                input.texts("tags", mostTags, Tag.MOST_CHARACTERS));
    }

    private static Change<@Nullable LeadStatus> status(Input input) {
        return input.text("status", SHORT).map(word -> {
            if (word == null) {
                return null;
            }
            var status = LeadStatus.of(word);
            return status.isPresent() ? status.get() : input.reject("status", Refusal.of("in"));
        });
    }
}
