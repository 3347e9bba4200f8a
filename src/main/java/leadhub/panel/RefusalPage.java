package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/** Says what went wrong: as a page of its own, or to the script that asked, which leaves its page as it is. */
final class RefusalPage {
    static final String TEMPLATE = "panel/wrong.jte";
    private static final String PART = "panel/problem.jte";

    private RefusalPage() {}

    static Reply of(HttpServletRequest request, Problem problem) {
        var page = page(request, problem);
        return request.getHeader("HX-Request") == null ? page : part(page);
    }

    private static Reply part(Reply page) {
        return switch (page) {
            case Reply.Html(var status, var template, var model) ->
                new Reply.Html(status, PART, model).with("HX-Reswap", "none");
            case Reply.WithHeaders(var headers, var inner) -> new Reply.WithHeaders(headers, part(inner));
            case Reply.Redirect other -> other;
            case Reply.Refresh other -> other;
            case Reply.Saying other -> other;
            case Reply.WithCookie other -> other;
            case Reply.Once other -> other;
            case Reply.Download other -> other;
            case Reply.Streamed other -> other;
            case Reply.Events other -> other;
            case Reply.Nothing other -> other;
        };
    }

    private static Reply page(HttpServletRequest request, Problem problem) {
        return switch (problem) {
            case Problem.Unauthorized refusal -> new Reply.Redirect("/sign-in");
            case Problem.Forbidden(var refusal) -> wrong(403, "wrong.forbidden", refusal);
            case Problem.NotFound(var refusal) -> wrong(404, "wrong.not-found", refusal);
            case Problem.MethodNotAllowed refusal -> wrong(405, "wrong.not-found");
            case Problem.Merged merged ->
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD")
                        ? new Reply.Redirect("/leads/" + merged.survivorId())
                        : wrong(409, "wrong.conflict", merged.refusal());
            case Problem.Conflict(var refusal) -> wrong(409, "wrong.conflict", refusal);
            case Problem.TooLarge refusal -> wrong(413, "wrong.too-large");
            case Problem.UnsupportedMediaType(var refusal) -> wrong(415, "wrong.unreadable", refusal);
            case Problem.BadRequest(var refusal) -> wrong(400, "wrong.unreadable", refusal);
            case Problem.TooSlow refusal -> wrong(408, "wrong.unreadable");
            case Problem.RateLimited(var retryAfter) -> tooOften(Long.toString(Math.max(1, retryAfter.toSeconds())));
            case Problem.PreconditionFailed refusal -> wrong(412, "wrong.conflict");
            case Problem.Unavailable(var retryAfter) -> UnavailablePage.reply(request, retryAfter);
            case Problem.ServerError(var id) ->
                new Reply.Html(500, TEMPLATE, new ErrorPage(500, "wrong.our-fault", id));
            case Problem.Invalid(var errors) ->
                wrong(
                        422,
                        "wrong.invalid",
                        errors.values().stream().flatMap(List::stream).toArray(Refusal[]::new));
        };
    }

    private static Reply tooOften(String seconds) {
        return new Reply.Html(429, TEMPLATE, new ErrorPage(429, "wrong.too-often", seconds))
                .with("Retry-After", seconds);
    }

    private static Reply wrong(int status, String title, Refusal... refusals) {
        return new Reply.Html(status, TEMPLATE, new ErrorPage(status, title, "", List.of(refusals)));
    }
}
