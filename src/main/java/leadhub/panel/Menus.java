package leadhub.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leadhub.base.Role;
import leadhub.panel.MenuEntry.Menu;

/** What features put into the menus. */
final class Menus {
    private final List<MenuEntry> entries;

    Menus(List<MenuEntry> entries) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(MenuEntry::order))
                .toList();
    }

    /** A menu as somebody with a role sees it. */
    List<MenuEntry> of(Menu menu, Role role) {
        return entries.stream()
                .filter(entry -> entry.menu() == menu && (entry.least() == null || role.covers(entry.least())))
                .toList();
    }

    /** All that the palette leads to: pages first, then what is to be done, then the settings. */
    List<MenuEntry> palette(Role role) {
        var all = new ArrayList<>(of(Menu.MAIN, role));
        all.addAll(of(Menu.PALETTE, role));
        all.addAll(of(Menu.SETTINGS, role));
        return all;
    }
}
