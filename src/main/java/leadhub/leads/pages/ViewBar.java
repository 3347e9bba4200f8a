package leadhub.leads.pages;

import java.util.List;
import leadhub.views.SavedView;
import org.jspecify.annotations.Nullable;

/**
 * The views above the table.
 *
 * @param current the one that is open; null for all leads
 * @param query what is asked now, as a view keeps it
 * @param mayChange whether the visitor may change the one that is open
 */
public record ViewBar(List<SavedView> all, @Nullable SavedView current, String query, boolean mayChange) {

    /** Whether a view is the one that is open. */
    public boolean isCurrent(@Nullable SavedView view) {
        return current == null ? view == null : view != null && view.id() == current.id();
    }

    /** Whether something else is asked than what the view keeps. */
    public boolean isChanged() {
        return !query.equals(current == null ? "" : current.query());
    }

    /** Where a view opens. */
    public static String path(SavedView view) {
        return "/leads?view=" + view.id() + (view.query().isEmpty() ? "" : "&" + view.query());
    }
}
