package leadhub.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leadhub.base.Role;
import leadhub.web.RouteTable;
import org.jspecify.annotations.Nullable;

/** The panel's table of contents: one line a page or action, no logic. */
public final class PageRoutes {
    private final List<PageRoute> routes = new ArrayList<>();
    private final Set<String> wayIn = new HashSet<>();

    /** What a feature shows in the panel. */
    public interface Provider {
        /** Writes its pages and actions into the table. */
        void declare(PageRoutes routes);
    }

    /**
     * One page or action.
     *
     * @param least the role that it takes; null for everybody, signed in or not
     * @param isPart a part of a page that scripts ask for, or a file to keep: no page by itself
     * @param proof how long ago the visitor may have given the password; null for however long
     */
    public record PageRoute(
            String method,
            String template,
            @Nullable Role least,
            boolean isPart,
            @Nullable Duration proof,
            Screen screen)
            implements RouteTable.Line {}

    /** A page for visitors with that role or more. */
    public PageRoutes get(String template, Role least, Screen screen) {
        return add("GET", template, least, null, screen);
    }

    /** A part of a page, or a file, for visitors with that role or more. */
    public PageRoutes getPart(String template, Role least, Screen screen) {
        routes.add(new PageRoute("GET", template, least, true, null, screen));
        return this;
    }

    /** An action of visitors with that role or more. */
    public PageRoutes post(String template, Role least, Screen screen) {
        return add("POST", template, least, null, screen);
    }

    /** A page with a form for such an action: asks for the password before the form is filled in, not after. */
    public PageRoutes getProven(String template, Role least, Screen screen) {
        return add("GET", template, least, Proof.FOR_FORMS, screen);
    }

    /** An action of visitors with that role or more who have given their password lately. */
    public PageRoutes postProven(String template, Role least, Screen screen) {
        return add("POST", template, least, Proof.FOR_ACTIONS, screen);
    }

    /** A page for everybody. */
    public PageRoutes getOpen(String template, Screen screen) {
        return add("GET", template, null, null, screen);
    }

    /** An action of everybody. */
    public PageRoutes postOpen(String template, Screen screen) {
        return add("POST", template, null, null, screen);
    }

    private PageRoutes add(
            String method, String template, @Nullable Role least, @Nullable Duration proof, Screen screen) {
        routes.add(new PageRoute(method, template, least, false, proof, screen));
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

    /** All lines of the table. */
    public List<PageRoute> all() {
        return List.copyOf(routes);
    }
}
