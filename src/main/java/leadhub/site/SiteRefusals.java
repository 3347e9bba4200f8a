package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import leadhub.api.LeadHubDialect;
import leadhub.base.Problem;
import org.springframework.stereotype.Component;

/** Says what went wrong: to programs as the API does, to people on a page. */
@Component
final class SiteRefusals {
    private static final Map<Integer, String> TITLES = Map.of(
            403, "wrong.forbidden",
            404, "wrong.not-found",
            405, "wrong.not-found",
            409, "wrong.conflict",
            413, "wrong.too-large",
            422, "wrong.invalid",
            429, "wrong.too-often",
            500, "wrong.our-fault",
            503, "wrong.unavailable");

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
                ? new SiteAnswer.Page(
                        status,
                        null,
                        "site/wrong.jte",
                        new SiteWrong(TITLES.getOrDefault(status, "wrong.unreadable"), id(problem)))
                : new SiteAnswer.Json(status, answer.body());
        return new SiteAnswer.WithHeaders(answer.headers(), refusal);
    }

    private static String id(Problem problem) {
        return problem instanceof Problem.ServerError(var id) ? id : "";
    }
}
