package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.web.Call;
import leadhub.web.RouteTable;
import leadhub.web.Turns;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers a call. Reads from top to bottom like the contract: 401, 429, 404 of the path, 405, 403, 413, 415, 400, and then the
 * endpoint's own refusals.
 */
@Component
final class ApiCalls {
    private final Router router;
    private final Admission admission;
    private final ApiBodies bodies;
    private final Execution execution;
    private final Turns turns;

    ApiCalls(Router router, Admission admission, ApiBodies bodies, Execution execution, Turns turns) {
        this.router = router;
        this.admission = admission;
        this.bodies = bodies;
        this.execution = execution;
        this.turns = turns;
    }

    /** What a call comes to have on its way. */
    static final class Seen implements AutoCloseable {
        String template = "none";

        @Nullable
        Caller caller;

        Turns.@Nullable Turn turn;

        ApiBodies.@Nullable Body body;

        @Override
        public void close() {
            try (var first = body;
                    var last = turn) {
                // They are closed by themselves.
            }
        }
    }

    Answer answer(
            HttpServletRequest request, HttpServletResponse response, Dialect dialect, String requestId, Seen seen) {
        var path = request.getRequestURI();
        var found = router.find(dialect, path);
        var admitted = admission.admit(request, response, found.any(Route::open));
        seen.caller = admitted.credential() == null ? null : caller(admitted, requestId);
        if (found.isEmpty()) {
            throw new Problem.NotFound(Refusal.of("path.not_found")).exception();
        }
        if (request.getMethod().equals("OPTIONS")) {
            return new Answer(204, Map.of("Allow", String.join(", ", found.allowed())), null);
        }
        var match = found.method(request.getMethod())
                .orElseThrow(() -> new Problem.MethodNotAllowed(found.allowed()).exception());
        var route = match.route();
        seen.template = route.template();
        // Health is answered whatever the query is.
        var query = route.open() ? null : request.getQueryString();
        requireScope(route.scope(), admitted.credential());
        requireScope(route.alsoScope(), admitted.credential());
        if (route.guard() != null && admitted.credential() != null) {
            route.guard().check(admitted.credential(), new Query(query));
        }
        var body = bodies.read(request, route);
        seen.body = body;
        var call = new Call(
                request.getMethod(),
                path,
                admission.origin(request),
                admitted.address(),
                requestId,
                new Query(query),
                match.values());
        var exchange =
                new Exchange(call, admitted.credential(), caller(admitted, requestId), body.node(), body.sent(request));
        if (admitted.credential() != null) {
            seen.turn = turns.begin(admitted.credential().workspaceId());
        }
        try {
            return execution.run(request, dialect, route, exchange, body);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Merged merged && route.method().equals("GET")) {
                return dialect.redirect(merged, call.origin() + addressOfSurvivor(match, merged, query));
            }
            throw e;
        }
    }

    /** The same of the lead that the other one has become part of: its notes are there, too. In such paths the lead comes first. */
    private static String addressOfSurvivor(
            RouteTable.Match<Route> match, Problem.Merged merged, @Nullable String query) {
        var values = new ArrayList<>(match.values());
        values.set(0, Long.toString(merged.survivorId()));
        var path = RouteTable.path(match.route().template(), values);
        return query == null ? path : path + "?" + query;
    }

    private static void requireScope(@Nullable Scope scope, @Nullable Credential credential) {
        if (scope != null && (credential == null || !credential.scopes().contains(scope))) {
            throw new Problem.Forbidden(Refusal.of("permission.scope").with("scope", scope.spelling())).exception();
        }
    }

    private static Caller caller(Admission.Admitted admitted, String requestId) {
        return admitted.credential() != null
                ? admitted.credential().caller(admitted.address(), requestId)
                : new Caller(0, Region.UNKNOWN, Role.READ_ONLY, Actor.system("nobody"), admitted.address(), requestId);
    }
}
