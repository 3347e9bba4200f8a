package leadhub.outside;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Tells people at once that an address they typed won't be called. That is a courtesy: what is dialled is checked when it is
 * dialled, for a name may lead elsewhere by then.
 *
 * <p>Limit: the name service has a second; a name that it doesn't know by then is let through.
 */
@Component
public class OutsideTargets {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AllowedAddresses allowed;

    OutsideTargets(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    /** Whether all addresses of the host are in networks that aren't allowed. */
    public boolean leadInside(URI target) {
        var host = target.getHost().replaceAll("^\\[|]$", "");
        if (allowed.refusesLiteral(host)) {
            return true;
        }
        var addresses = addresses(host);
        return addresses.length > 0 && Arrays.stream(addresses).noneMatch(allowed::matches);
    }

    private static InetAddress[] addresses(String host) {
        var asked = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().start(asked);
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownHostException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (TimeoutException e) {
            asked.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[0];
    }
}
