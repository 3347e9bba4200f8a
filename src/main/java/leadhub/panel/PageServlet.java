package leadhub.panel;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.web.DeniedCallListener;
import leadhub.web.Faults;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenRequest;

/** Takes every visit to the panel: who is it, what do they get to see, and what is told of those who may not. */
@SuppressWarnings("serial") // never serialized
final class PageServlet extends HttpServlet {
    private final Arrivals arrivals;
    private final PageVisits visits;
    private final ClientAddress addresses;
    private final DeniedCallListener denials;
    private final ReplyWriter writer;

    PageServlet(
            Arrivals arrivals,
            PageVisits visits,
            ClientAddress addresses,
            DeniedCallListener denials,
            ReplyWriter writer) {
        this.arrivals = arrivals;
        this.visits = visits;
        this.addresses = addresses;
        this.denials = denials;
        this.writer = writer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var arrival = arrivals.ofAnybody(request);
        try (var held = new PageVisits.Held()) {
            Reply reply;
            try {
                OpenRequest.requireRoom();
                arrival = arrivals.identified(request, response, arrival);
                reply = visits.reply(request, arrival, held);
            } catch (ProblemException e) {
                if (OpenRequest.isCutOff()) {
                    response.setStatus(503);
                    return;
                }
                if (e.problem() instanceof Problem.Forbidden forbidden) {
                    tell(request, arrival.page(), forbidden);
                }
                reply = RefusalPage.of(request, e.problem());
            } catch (RuntimeException e) {
                reply = RefusalPage.of(request, problem(response, e));
            }
            writer.write(request, response, arrival.origin(), arrival.page(), reply, held);
        }
    }

    private static Problem problem(HttpServletResponse response, RuntimeException e) {
        var found = response.getHeader("X-Request-Id");
        var id = found == null ? "unknown" : found;
        return Faults.problem(id, e);
    }

    private void tell(HttpServletRequest request, Page page, Problem.Forbidden problem) {
        var address = addresses.of(request);
        if (page.isSignedIn()) {
            var caller = page.visitor().caller(address, page.requestId());
            denials.denied(caller, request.getMethod(), request.getRequestURI(), problem);
        } else {
            denials.strangerDenied(address, request.getMethod(), request.getRequestURI(), problem);
        }
    }
}
