package leadhub.leads.pages;

import java.util.List;
import leadhub.views.SavedView;
import org.jspecify.annotations.Nullable;

/**
 * The views above leads.
 *
 * @param path of the page that they open on
 * @param current the one that is open; null for all leads
 * @param query what is asked now, as a view keeps it
 * @param mayChange whether the visitor may change the one that is open
 */
public record ViewBar(
        String path, List<SavedView> all, @Nullable SavedView current, String query, boolean mayChange) {

    /** Whether a view is the one that is open. */
    public boolean isCurrent(@Nullable SavedView view) {
        return current == null ? view == null : view != null && view.id() == current.id();
    }

    /** Whether something else is asked than what the view keeps. */
    public boolean isChanged() {
        return !query.equals(current == null ? "" : current.query());
    }

    /** Where a view opens. */
    public String path(SavedView view) {
        return path(path, view);
    }

    /** Where a view opens on a page. */
    static String path(String page, SavedView view) {
        return page + "?view=" + view.id() + (view.query().isEmpty() ? "" : "&" + view.query());
    }
}
