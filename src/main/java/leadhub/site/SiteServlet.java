package leadhub.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import leadhub.base.ProblemException;
import leadhub.web.Faults;
import leadhub.web.RequestTimers;
import leadhub.web.intake.OpenRequest;
import org.slf4j.MDC;

/** Takes every request of strangers, and gives back what it held. */
@SuppressWarnings("serial") // never serialized
final class SiteServlet extends HttpServlet {
    private final SiteCalls calls;
    private final SiteFailures failures;
    private final SiteWriter writer;
    private final RequestTimers timers;

    SiteServlet(SiteCalls calls, SiteFailures failures, SiteWriter writer, RequestTimers timers) {
        this.calls = calls;
        this.failures = failures;
        this.writer = writer;
        this.timers = timers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var started = System.nanoTime();
        try (var held = new SiteCalls.Held()) {
            var answer = guarded(request, response, held);
            if (held.stream != null) {
                // What lasts says nothing about how long answers take.
                timers.record(request.getMethod(), held.template(), 200, started);
                writer.write(request, response, answer, held.stream, held::sends);
                held.leaveStream();
                return;
            }
            writer.write(request, response, answer, null, held::sends);
            timers.record(request.getMethod(), held.template(), response.getStatus(), started);
        }
    }

    /** Errors are answers too. */
    private SiteAnswer guarded(HttpServletRequest request, HttpServletResponse response, SiteCalls.Held held) {
        try {
            return calls.answer(request, response, held);
        } catch (ProblemException e) {
            return OpenRequest.isCutOff()
                    ? new SiteAnswer.Empty(503)
                    : failures.of(request, response, held, e.problem());
        } catch (RuntimeException e) {
            return failures.of(request, response, held, Faults.problem(String.valueOf(MDC.get("request")), e));
        } finally {
            failures.remember(request, held);
        }
    }
}
