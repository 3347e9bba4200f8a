package leadhub.sms.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.panel.Page;
import leadhub.sms.Sms;

/**
 * The model of the list of SMS in the inbox: one line for each lead.
 *
 * @param open the id of the lead beside it; 0 for none
 */
public record SmsTalks(View view, List<Line> lines, long number, boolean hasMore, long open) {
    /** Which leads somebody looks at. */
    public enum View {
        ALL,
        /** Those whom no person has answered since they wrote. */
        UNANSWERED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<View> ofWord(String word) {
            return Stream.of(values()).filter(view -> view.word().equals(word)).findFirst();
        }
    }

    /**
     * @param latest what was written last, either way
     * @param isUnanswered whether no person has answered since the lead wrote
     */
    public record Line(Lead lead, Sms latest, boolean isUnanswered) {
        public String name(Page page) {
            return LeadNames.of(lead, page.locale());
        }

        public Instant at() {
            return latest.createdAt();
        }
    }

    public String path(View of) {
        return "/inbox/sms" + (of == View.ALL ? "" : "?view=" + of.word());
    }

    /** Where a lead's are, with this list beside it. */
    public String path(Line line) {
        return "/inbox/sms/" + line.lead().id() + query(number);
    }

    public String page(long number) {
        return "/inbox/sms" + query(number);
    }

    private String query(long number) {
        return "?view=" + view.word() + (number > 1 ? "&page=" + number : "");
    }
}
