package leadhub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import leadhub.base.ProblemException;
import leadhub.base.database.Outage;
import leadhub.web.intake.AnswerStream;
import leadhub.web.intake.BrokenAnswers;
import org.slf4j.LoggerFactory;

/** Writes the bytes of an answer while they are sent. */
@FunctionalInterface
public interface StreamedBody {
    void write(OutputStream out) throws IOException;

    /** What is held while it is sent. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        /** For what needs nothing. */
        Held NOTHING = () -> {};

        @Override
        void close();
    }

    /** Takes what it needs to be sent, or refuses; before anything is sent. Whoever sends it gives that back by closing it. */
    default Held begin() {
        return Held.NOTHING;
    }

    /** How long a client may take to read it. */
    default Duration most() {
        return AnswerStream.MOST;
    }

    /** Sends them. After the first bytes, an error can be signalled only by closing the connection. */
    default void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            write(new AnswerStream(response.getOutputStream(), most()));
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                // What is answered instead is no file.
                response.setHeader("Content-Disposition", null);
                throw e;
            }
            var log = LoggerFactory.getLogger(StreamedBody.class);
            if (e instanceof IOException || e instanceof ProblemException || Outage.isBehind(e)) {
                log.info("{} was answered in part: {}", request.getRequestURI(), String.valueOf(e.getMessage()));
            } else {
                log.error("{} was answered in part", request.getRequestURI(), e);
            }
            BrokenAnswers.breakOff(request);
        }
    }
}
