package leadhub.outside;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells people at once that an address they typed won't be called. That is a courtesy: what is dialled is checked when it is
 * dialled, for a name may lead elsewhere by then. Asking the name service and judging are apart, so that no transaction waits
 * for an answer.
 *
 * <p>Limit: the name service has a second; a name that it doesn't know by then is let through.
 */
@Component
public class OutsideTargets {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final AllowedAddresses allowed;
    /** Whether names lead inside. */
    private final Cache<String, Boolean> asked = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    OutsideTargets(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    /** Asks the name service where the host leads; in no transaction. */
    public void lookUp(URI target) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A transaction would wait for the name service.");
        }
        var host = host(target);
        if (!allowed.refusesLiteral(host)) {
            var addresses = addresses(host);
            asked.put(host, addresses.length > 0 && Arrays.stream(addresses).noneMatch(allowed::matches));
        }
    }

    /** Whether all addresses of the host are in networks that aren't allowed, as far as that was {@link #lookUp looked up}. */
    public boolean leadInside(URI target) {
        var host = host(target);
        return allowed.refusesLiteral(host) || Boolean.TRUE.equals(asked.getIfPresent(host));
    }

    private static String host(URI target) {
        return target.getHost().replaceAll("^\\[|]$", "");
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
