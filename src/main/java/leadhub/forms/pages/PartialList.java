package leadhub.forms.pages;

import java.util.List;
import leadhub.forms.Form;
import leadhub.forms.partials.Partial;

/**
 * The model of what visitors typed and didn't send.
 *
 * @param number of the page, from 1
 */
public record PartialList(Form form, List<Partial> partials, long number, boolean hasMore) {
    /** What was filled in. */
    public record Filled(String label, String value) {}

    public List<Filled> filled(Partial partial) {
        return partial.values().properties().stream()
                .map(value -> new Filled(FieldLabels.of(form, value.getKey()), FieldLabels.text(value.getValue())))
                .toList();
    }

    /** Where the visitor stopped; "" where nobody knows. */
    public String last(Partial partial) {
        return partial.lastKey() == null ? "" : FieldLabels.of(form, partial.lastKey());
    }
}
