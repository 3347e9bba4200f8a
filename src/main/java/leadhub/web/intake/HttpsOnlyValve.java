package leadhub.web.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Has browsers come by HTTPS only from now on, whatever they are answered. For this host alone: what else lies in its
 * domain is not ours to decide.
 */
final class HttpsOnlyValve extends ValveBase {
    private static final String A_YEAR = "max-age=31536000";

    HttpsOnlyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        response.setHeader("Strict-Transport-Security", A_YEAR);
        getNext().invoke(request, response);
    }
}
