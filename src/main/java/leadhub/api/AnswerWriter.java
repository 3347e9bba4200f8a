package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import leadhub.base.AnswerBudget;
import leadhub.base.ProblemException;
import leadhub.base.database.Outage;
import leadhub.web.StreamedBody;
import leadhub.web.Turns;
import leadhub.web.intake.AnswerStream;
import leadhub.web.intake.BrokenAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer of the API: a small one at once with its length, a large one while it is read. */
final class AnswerWriter {
    private static final Logger log = LoggerFactory.getLogger(AnswerWriter.class);
    /** An answer never lets a browser run, load or frame anything. */
    static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Dialect dialect;
    private final String requestId;

    AnswerWriter(HttpServletRequest request, HttpServletResponse response, Dialect dialect, String requestId) {
        this.request = request;
        this.response = response;
        this.dialect = dialect;
        this.requestId = requestId;
    }

    /**
     * Writes it.
     *
     * @param turn in which it was made; null for answers of nobody's
     * @return the status that was written
     */
    int write(Answer answer, Turns.@Nullable Turn turn) throws IOException {
        if (answer.body() instanceof StreamedBody body) {
            return sendFile(answer, body, turn);
        }
        head(answer);
        if (answer.body() instanceof Answer.Streamed streamed && turn != null) {
            return stream(streamed, turn);
        }
        if (answer.body() instanceof byte[] bytes) {
            if (turn != null) {
                turn.sends(bytes.length);
            }
            response.setContentLength(bytes.length);
            if (!request.getMethod().equals("HEAD")) {
                send(bytes);
            }
        }
        return answer.status();
    }

    private int sendFile(Answer answer, StreamedBody body, Turns.@Nullable Turn turn) throws IOException {
        if (turn != null) {
            turn.sends(AnswerBudget.USUAL);
        }
        var isAsked = !request.getMethod().equals("HEAD");
        try (var held = isAsked ? body.begin() : StreamedBody.Held.NOTHING) {
            head(answer);
            if (isAsked) {
                body.send(request, response);
            }
        } catch (RuntimeException e) {
            response.resetBuffer();
            return write(refusal(e), turn);
        }
        return answer.status();
    }

    private Answer refusal(RuntimeException refused) {
        return ApiServlet.guarded(
                dialect,
                requestId,
                () -> {
                    throw refused;
                },
                problem -> {});
    }

    private void send(byte[] bytes) throws IOException {
        try {
            new AnswerStream(response.getOutputStream()).write(bytes, 0, bytes.length);
        } catch (IOException e) {
            log.debug("Request {} was answered in part", requestId, e);
            BrokenAnswers.breakOff(request);
        }
    }

    private void head(Answer answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Content-Security-Policy", answer.headers().getOrDefault("Content-Security-Policy", CONTENT_POLICY));
        if (answer.status() == 408 || answer.status() == 413 || answer.status() == 503) {
            // What is left of the body is not worth reading.
            response.setHeader("Connection", "close");
        }
        if (answer.body() != null && !answer.headers().containsKey("Content-Type")) {
            response.setContentType("application/json");
        }
    }

    /** After the first bytes, an error can be signalled only by closing the connection. */
    private int stream(Answer.Streamed streamed, Turns.Turn turn) throws IOException {
        if (request.getMethod().equals("HEAD")) {
            return response.getStatus();
        }
        var out = new AnswerStream(response.getOutputStream());
        try {
            streamed.write(turn.lease(), body -> dialect.mapper().writeValue(out, body));
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                response.resetBuffer();
                return write(refusal(e), turn);
            }
            if (e instanceof ProblemException || Outage.isBehind(e)) {
                log.info("Request {} was answered in part: {}", requestId, String.valueOf(e.getMessage()));
            } else {
                log.error("Request {} was answered in part", requestId, e);
            }
            BrokenAnswers.breakOff(request);
        }
        return response.getStatus();
    }
}
