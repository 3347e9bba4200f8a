package leadhub.panel;

import leadhub.base.Role;
import org.jspecify.annotations.Nullable;

/**
 * A page's entry in a menu.
 *
 * @param order its position in the menu; in tens, to leave room in between
 * @param icon from the set of icons
 * @param message the message key of its name
 * @param least the role that the page requires
 */
public record MenuEntry(
        Menu menu,
        int order,
        String path,
        String icon,
        String message,
        @Nullable Role least) {
    /** The menus. The palette also has the entries of the others. */
    public enum Menu {
        MAIN,
        SETTINGS,
        PALETTE
    }
}
