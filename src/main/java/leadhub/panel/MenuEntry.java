package leadhub.panel;

import leadhub.base.Role;
import org.jspecify.annotations.Nullable;

/**
 * A page as a menu names it.
 *
 * @param order among the others of its menu; tens, so that there is room between two
 * @param icon from the set of icons
 * @param message the key of what it is called
 * @param least the role that the page takes
 */
public record MenuEntry(
        Menu menu,
        int order,
        String path,
        String icon,
        String message,
        @Nullable Role least) {
    /** Where entries stand. The palette has those of the others too. */
    public enum Menu {
        MAIN,
        SETTINGS,
        PALETTE
    }
}
