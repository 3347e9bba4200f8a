package leadhub.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.web.DeniedCallListener;
import leadhub.web.Faults;
import leadhub.web.RequestTimers;
import leadhub.web.StreamedBody;
import leadhub.web.intake.RequestIds;
import org.jspecify.annotations.Nullable;

/** Takes every call under {@code /api/}, and makes an answer of what goes wrong too. */
@SuppressWarnings("serial") // never serialized
final class ApiServlet extends HttpServlet {
    private final ApiCalls calls;
    private final Admission admission;
    private final DeniedCallListener denials;
    private final Map<String, RequestTimers> timers;

    /** @param timers by the name of the dialect */
    ApiServlet(ApiCalls calls, Admission admission, DeniedCallListener denials, Map<String, RequestTimers> timers) {
        this.calls = calls;
        this.admission = admission;
        this.denials = denials;
        this.timers = timers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var started = System.nanoTime();
        var requestId = RequestIds.of(request, response);
        var dialect = admission.dialect(request);
        int status;
        String template;
        try (var seen = new ApiCalls.Seen()) {
            var answer = guarded(
                    dialect, requestId, () -> calls.answer(request, response, dialect, requestId, seen), refusal -> {
                        if (refusal instanceof Problem.Forbidden forbidden && seen.caller != null) {
                            denials.denied(seen.caller, request.getMethod(), request.getRequestURI(), forbidden);
                        }
                    });
            status = new AnswerWriter(request, response, dialect, requestId).write(answer, seen.turn);
            template = seen.template;
        }
        Objects.requireNonNull(timers.get(dialect.name())).record(request.getMethod(), template, status, started);
    }

    /** What goes wrong is an answer too. */
    static Answer guarded(Dialect dialect, String requestId, Supplier<Answer> request, Consumer<Problem> refused) {
        try {
            return inBytes(dialect, request.get());
        } catch (ProblemException e) {
            refused.accept(e.problem());
            return inBytes(dialect, dialect.refusal(e.problem()));
        } catch (RuntimeException e) {
            return inBytes(dialect, dialect.refusal(Faults.problem(requestId, e)));
        }
    }

    private static Answer inBytes(Dialect dialect, Answer answer) {
        return isWritten(answer.body())
                ? answer
                : new Answer(answer.status(), answer.headers(), dialect.mapper().writeValueAsBytes(answer.body()));
    }

    /** Whether nothing is left to be made of it. */
    private static boolean isWritten(@Nullable Object body) {
        return body == null
                || body instanceof byte[]
                || body instanceof StreamedBody
                || body instanceof Answer.Streamed;
    }
}
