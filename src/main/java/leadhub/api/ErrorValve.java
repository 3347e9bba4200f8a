package leadhub.api;

import java.io.IOException;
import java.time.Duration;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.intake.RequestIds;
import leadhub.web.intake.Sender;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Words what the container itself refuses (a request line it can't read, a body that breaks off, a page that isn't
 * there) in the documented shape of the caller's dialect, with the headers that every answer bears.
 */
final class ErrorValve extends ErrorReportValve {
    private final Admission admission;

    ErrorValve(Admission admission) {
        this.admission = admission;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (response.getHeader("X-Request-Id") == null) {
            RequestIds.of(request, response);
        }
        if (response.getHeader("X-RateLimit-Limit") == null) {
            admission.describe(request, response);
        }
        var dialect = admission.dialect(request);
        var answer = dialect.refusal(problem(response));
        try {
            Sender.closeIfTooLong(request, response);
            write(response, answer, dialect.mapper().writeValueAsBytes(answer.body()));
        } catch (IOException e) {
            // The peer is gone; there is nobody to tell.
            container.getLogger().debug("No error report", e);
        }
    }

    private static void write(Response response, Answer answer, byte[] body) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> {
            if (response.getHeader(name) == null) {
                response.setHeader(name, value);
            }
        });
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", AnswerWriter.CONTENT_POLICY);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.finishResponse();
    }

    private static Problem problem(Response response) {
        return switch (response.getStatus()) {
            case 401 -> new Problem.Unauthorized();
            case 403 -> new Problem.Forbidden(Refusal.of("request.not_allowed"));
            case 404 -> new Problem.NotFound(Refusal.of("path.not_found"));
            case 405 -> new Problem.MethodNotAllowed(java.util.Set.of("GET", "HEAD", "OPTIONS"));
            case 408 -> new Problem.TooSlow();
            case 413 -> new Problem.TooLarge();
            case 503 -> new Problem.Unavailable(Duration.ofSeconds(2));
            case 415 -> new Problem.UnsupportedMediaType(Refusal.of("body.media_type"));
            case 500 -> new Problem.ServerError(response.getHeader("X-Request-Id"));
            // Among them 501 and 505: a method, an encoding or a version of HTTP that nobody knows.
            default -> new Problem.BadRequest(Refusal.of("request.unreadable"));
        };
    }
}
