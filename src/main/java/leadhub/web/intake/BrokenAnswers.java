package leadhub.web.intake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection under an answer that couldn't be written to its end, so that nobody takes half of it for the whole:
 * the last chunk is missing, and so is the end of what is compressed.
 */
public final class BrokenAnswers extends ValveBase {
    private static final String BROKEN = BrokenAnswers.class.getName();

    BrokenAnswers() {
        super(true);
    }

    /** Says that what was written so far is all there will be. */
    public static void breakOff(HttpServletRequest request) {
        request.setAttribute(BROKEN, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(BROKEN) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("The answer was broken off."));
        }
    }
}
