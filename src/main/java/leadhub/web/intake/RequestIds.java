package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** The id of a request: the caller's own if it is a decent one, else a new one. In every answer and log line. */
public final class RequestIds {
    private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private RequestIds() {}

    public static String of(HttpServletRequest request, HttpServletResponse response) {
        var sent = request.getHeader("X-Request-Id");
        var id = sent != null && DECENT.matcher(sent).matches() ? sent : random();
        response.setHeader("X-Request-Id", id);
        MDC.put("request", id);
        return id;
    }

    private static String random() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }
}
