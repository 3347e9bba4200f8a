package leadhub.signin;

import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody tries to come in from.
 *
 * @param browser the token of the cookie by which a browser is known
 */
public record Client(
        String address, @Nullable String browser, @Nullable String requestId) {

    public static Client of(Visit visit) {
        return new Client(visit.address(), visit.browser(), visit.requestId());
    }

    /** Without its token, for this gets into logs. */
    @Override
    public String toString() {
        return "Client[" + address + "]";
    }
}
