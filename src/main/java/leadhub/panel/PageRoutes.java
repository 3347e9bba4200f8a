package leadhub.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leadhub.base.Role;
import leadhub.web.RouteTable;
import leadhub.web.intake.UploadLimits;
import org.jspecify.annotations.Nullable;

/** The panel's routes: one line per page or action, no logic. */
public final class PageRoutes {
    private final List<PageRoute> routes = new ArrayList<>();
    private final Set<String> wayIn = new HashSet<>();
    private final List<MenuEntry> menus = new ArrayList<>();

    /** Implemented by features with pages in the panel. */
    public interface Provider {
        /** Writes its pages and actions into the table. */
        void declare(PageRoutes routes);
    }

    /**
     * One page or action.
     *
     * @param least the role that it requires; null for everybody, signed in or not
     * @param isPart a part of a page that scripts ask for, or a file to keep: no page by itself
     * @param files what a form with files may hold; null for forms without
     * @param proof how long ago the visitor may have given the password; null for however long
     */
    public record PageRoute(
            String method,
            String template,
            @Nullable Role least,
            boolean isPart,
            @Nullable Duration proof,
            @Nullable UploadLimits files,
            PageHandler screen)
            implements RouteTable.Line {}

    /** A page for visitors with at least that role. */
    public PageRoutes get(String template, Role least, PageHandler screen) {
        return add("GET", template, least, null, screen);
    }

    /** A part of a page, or a file, for visitors with at least that role. */
    public PageRoutes getPart(String template, Role least, PageHandler screen) {
        routes.add(new PageRoute("GET", template, least, true, null, null, screen));
        return this;
    }

    /** An action for visitors with at least that role. */
    public PageRoutes post(String template, Role least, PageHandler screen) {
        return add("POST", template, least, null, screen);
    }

    /** An action whose form has files. */
    public PageRoutes postFiles(String template, Role least, UploadLimits files, PageHandler screen) {
        routes.add(new PageRoute("POST", template, least, false, null, files, screen));
        return this;
    }

    /** A page with a form for such an action: asks for the password before the form is filled in, not after. */
    public PageRoutes getProven(String template, Role least, PageHandler screen) {
        return add("GET", template, least, Reauthentication.FOR_FORMS, screen);
    }

    /** An action for visitors with at least that role who have entered their password recently. */
    public PageRoutes postProven(String template, Role least, PageHandler screen) {
        return add("POST", template, least, Reauthentication.FOR_ACTIONS, screen);
    }

    /** A page for everybody. */
    public PageRoutes getOpen(String template, PageHandler screen) {
        return add("GET", template, null, null, screen);
    }

    /** An action for everybody. */
    public PageRoutes postOpen(String template, PageHandler screen) {
        return add("POST", template, null, null, screen);
    }

    private PageRoutes add(
            String method, String template, @Nullable Role least, @Nullable Duration proof, PageHandler screen) {
        routes.add(new PageRoute(method, template, least, false, proof, null, screen));
        return this;
    }

    /** Puts the page of the line above into the main menu; {@link MenuEntry} tells what the arguments mean. */
    public PageRoutes inMenu(int order, String icon, String message) {
        return entry(MenuEntry.Menu.MAIN, order, icon, message, routes.getLast().template());
    }

    /** Puts the page of the line above into the settings' menu. */
    public PageRoutes inSettings(int order, String icon, String message) {
        return entry(
                MenuEntry.Menu.SETTINGS, order, icon, message, routes.getLast().template());
    }

    /** Has the palette lead to the page of the line above. */
    public PageRoutes inPalette(int order, String icon, String message) {
        return entry(
                MenuEntry.Menu.PALETTE, order, icon, message, routes.getLast().template());
    }

    /** Has the palette lead to where the action of the line above is begun. */
    public PageRoutes inPalette(int order, String icon, String message, String path) {
        return entry(MenuEntry.Menu.PALETTE, order, icon, message, path);
    }

    private PageRoutes entry(MenuEntry.Menu menu, int order, String icon, String message, String path) {
        menus.add(
                new MenuEntry(menu, order, path, icon, message, routes.getLast().least()));
        return this;
    }

    /** Of the lines above, those that stay open to somebody who has still to set up the second step of signing in. */
    public PageRoutes onTheWayIn(String... templates) {
        wayIn.addAll(List.of(templates));
        return this;
    }

    Set<String> wayIn() {
        return Set.copyOf(wayIn);
    }

    List<MenuEntry> menus() {
        return List.copyOf(menus);
    }

    /** All lines of the table. */
    public List<PageRoute> all() {
        return List.copyOf(routes);
    }
}
