package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import leadhub.base.Problem;

/** Says what went wrong, as a page of its own. */
final class RefusalPage {
    private RefusalPage() {}

    static Reply of(HttpServletRequest request, Problem problem) {
        return switch (problem) {
            case Problem.Unauthorized refusal -> new Reply.Redirect("/sign-in");
            case Problem.Forbidden(var message) -> wrong(403, "wrong.forbidden", message);
            case Problem.NotFound(var message) -> wrong(404, "wrong.not-found", message);
            case Problem.MethodNotAllowed refusal -> wrong(405, "wrong.not-found", "");
            case Problem.Conflict(var message) -> wrong(409, "wrong.conflict", message);
            case Problem.TooLarge refusal -> wrong(413, "wrong.too-large", "");
            case Problem.UnsupportedMediaType(var message) -> wrong(415, "wrong.unreadable", message);
            case Problem.BadRequest(var message) -> wrong(400, "wrong.unreadable", message);
            case Problem.TooSlow refusal -> wrong(408, "wrong.unreadable", "");
            case Problem.RateLimited(var retryAfter) ->
                wrong(429, "wrong.too-often", "").with("Retry-After", Long.toString(retryAfter.toSeconds()));
            case Problem.PreconditionFailed refusal -> wrong(412, "wrong.conflict", "");
            case Problem.Unavailable(var retryAfter) -> Unanswered.reply(request, retryAfter);
            case Problem.ServerError(var id) -> wrong(500, "wrong.our-fault", id);
            case Problem.Invalid(var errors) ->
                wrong(
                        422,
                        "wrong.invalid",
                        String.join(
                                " ",
                                errors.values().stream().flatMap(List::stream).toList()));
        };
    }

    private static Reply wrong(int status, String title, String detail) {
        return new Reply.Html(status, "panel/wrong.jte", new Wrong(status, title, detail));
    }
}
