package leadhub.panel;

import java.util.Locale;

/** What the settings' menu is parted into; the order of an entry says to which it belongs. */
public enum SettingsGroup {
    /** Below 20. */
    YOU,
    /** Below 200. */
    WORKSPACE,
    /** Below 300: how leads come in and go out. */
    DATA,
    /** The rest. */
    SECURITY;

    private static final int FIRST_OF_WORKSPACE = 20;
    private static final int FIRST_OF_DATA = 200;
    private static final int FIRST_OF_SECURITY = 300;

    static SettingsGroup of(MenuEntry entry) {
        if (entry.order() < FIRST_OF_WORKSPACE) {
            return YOU;
        }
        if (entry.order() < FIRST_OF_DATA) {
            return WORKSPACE;
        }
        return entry.order() < FIRST_OF_SECURITY ? DATA : SECURITY;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
