package leadhub.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import leadhub.web.intake.RequestBody;
import leadhub.web.intake.UploadLimits;
import org.jspecify.annotations.Nullable;

/** The routes of a dialect: one line per endpoint, no logic. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();
    private @Nullable Scope also;
    private @Nullable Consumer<Exchange> outside;

    /** Implemented by features with endpoints in a dialect. */
    public interface Provider {
        /** Whose words its endpoints speak. */
        Class<? extends Dialect> dialect();

        /** Writes its endpoints into the table. */
        void declare(Routes routes);
    }

    /** Lines that need another scope beside their own. */
    public Routes alsoNeeding(Scope scope, Consumer<Routes> lines) {
        also = scope;
        lines.accept(this);
        also = null;
        return this;
    }

    /** Lines that ask the world outside first: an answer may take long, and no transaction waits for it. */
    public Routes asking(Consumer<Exchange> question, Consumer<Routes> lines) {
        outside = question;
        lines.accept(this);
        outside = null;
        return this;
    }

    public Routes get(String template, Scope scope, Endpoint endpoint) {
        return add("GET", template, scope, endpoint, null);
    }

    public Routes post(String template, Scope scope, Endpoint endpoint) {
        return add("POST", template, scope, endpoint, null);
    }

    /** Like {@link #post}, with a body of up to so many bytes, and counts as so many calls. */
    public Routes postMany(
            String template, Scope scope, int mostBytes, ToIntFunction<Exchange> calls, Endpoint endpoint) {
        routes.add(new Route(
                "POST", template, scope, also, false, false, null, null, endpoint, outside, null, mostBytes, calls));
        return this;
    }

    /** Like {@link #post}, reads form-encoded bodies too, and is guarded before the body is looked at. */
    public Routes postForm(String template, Scope scope, Route.Guard guard, Endpoint endpoint) {
        routes.add(new Route(
                "POST",
                template,
                scope,
                also,
                false,
                true,
                null,
                guard,
                endpoint,
                outside,
                null,
                RequestBody.USUAL,
                Route.ONE_CALL));
        return this;
    }

    /** Like {@link #post}, reads form-encoded bodies too, and the files of multipart ones. */
    public Routes postFiles(String template, Scope scope, UploadLimits files, Endpoint endpoint) {
        routes.add(new Route(
                "POST",
                template,
                scope,
                also,
                false,
                true,
                files,
                null,
                endpoint,
                outside,
                null,
                RequestBody.USUAL,
                Route.ONE_CALL));
        return this;
    }

    /** Like {@link #post}, of a record that is there: {@code current} answers it and holds on to it, for If-Match. */
    public Routes post(String template, Scope scope, Endpoint endpoint, Endpoint current) {
        return add("POST", template, scope, endpoint, current);
    }

    /** PUT and PATCH are the same. */
    public Routes update(String template, Scope scope, Endpoint endpoint, Endpoint current) {
        return add("PUT", template, scope, endpoint, current).add("PATCH", template, scope, endpoint, current);
    }

    /** PATCH alone. */
    public Routes patch(String template, Scope scope, Endpoint endpoint, Endpoint current) {
        return add("PATCH", template, scope, endpoint, current);
    }

    public Routes delete(String template, Scope scope, Endpoint endpoint, Endpoint current) {
        return add("DELETE", template, scope, endpoint, current);
    }

    /** For any valid key. */
    public Routes getForAnyKey(String template, Endpoint endpoint) {
        routes.add(new Route(
                "GET",
                template,
                null,
                null,
                false,
                false,
                null,
                null,
                endpoint,
                outside,
                null,
                RequestBody.USUAL,
                Route.ONE_CALL));
        return this;
    }

    /** For everybody. */
    public Routes getOpen(String template, Endpoint endpoint) {
        routes.add(new Route(
                "GET",
                template,
                null,
                null,
                true,
                false,
                null,
                null,
                endpoint,
                outside,
                null,
                RequestBody.USUAL,
                Route.ONE_CALL));
        return this;
    }

    private Routes add(String method, String template, Scope scope, Endpoint endpoint, @Nullable Endpoint current) {
        routes.add(new Route(
                method,
                template,
                scope,
                also,
                false,
                false,
                null,
                null,
                endpoint,
                outside,
                current,
                RequestBody.USUAL,
                Route.ONE_CALL));
        return this;
    }

    /** All lines of the table. */
    public List<Route> all() {
        return List.copyOf(routes);
    }
}
