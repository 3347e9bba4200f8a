package leadhub.leads.pages;

import java.util.List;
import leadhub.views.PinnedPage;
import org.jspecify.annotations.Nullable;

/**
 * What stands below the menu.
 *
 * @param views the first saved views
 * @param moreViews how many more there are
 */
public record SideScreen(List<PinnedPage> pins, List<View> views, int moreViews) {
    /**
     * A saved view.
     *
     * @param leads how many leads it has; null where that isn't known without counting all of them
     */
    public record View(String path, String name, @Nullable Long leads) {}
}
