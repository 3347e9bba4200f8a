package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import leadhub.api.LeadHubDialect;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;

/** Says what went wrong: to programs as the API does, to people on a page. */
@Component
final class SiteRefusals {
    private final LeadHubDialect dialect;

    SiteRefusals(LeadHubDialect dialect) {
        this.dialect = dialect;
    }

    SiteAnswer of(HttpServletRequest request, Problem problem) {
        var answer = dialect.refusal(problem);
        var status = answer.status();
        if (answer.body() == null) {
            return new SiteAnswer.Empty(status);
        }
        var refusal = SiteCall.wantsPage(request)
                ? new SiteAnswer.Page(status, null, "site/wrong.jte", wrong(problem))
                : new SiteAnswer.Json(status, answer.body());
        return new SiteAnswer.WithHeaders(answer.headers(), refusal);
    }

    private static SiteWrong wrong(Problem problem) {
        return switch (problem) {
            case Problem.Unauthorized refusal -> SiteWrong.of("wrong.forbidden");
            case Problem.Forbidden(var refusal) -> SiteWrong.of("wrong.forbidden", refusal);
            case Problem.NotFound(var refusal) -> SiteWrong.of("wrong.not-found", refusal);
            case Problem.MethodNotAllowed refusal -> SiteWrong.of("wrong.not-found");
            case Problem.Merged merged -> SiteWrong.of("wrong.conflict", merged.refusal());
            case Problem.Conflict(var refusal) -> SiteWrong.of("wrong.conflict", refusal);
            case Problem.TooLarge refusal -> SiteWrong.of("wrong.too-large");
            case Problem.UnsupportedMediaType(var refusal) -> SiteWrong.of("wrong.unreadable", refusal);
            case Problem.BadRequest(var refusal) -> SiteWrong.of("wrong.unreadable", refusal);
            case Problem.TooSlow refusal -> SiteWrong.of("wrong.unreadable");
            case Problem.RateLimited refusal -> SiteWrong.of("wrong.too-often");
            case Problem.PreconditionFailed refusal -> SiteWrong.of("wrong.conflict");
            case Problem.Unavailable refusal -> SiteWrong.of("wrong.unavailable");
            case Problem.ServerError(var id) -> new SiteWrong("wrong.our-fault", id, List.of());
            case Problem.Invalid(var errors) ->
                SiteWrong.of(
                        "wrong.invalid",
                        errors.values().stream().flatMap(List::stream).toArray(Refusal[]::new));
        };
    }
}
