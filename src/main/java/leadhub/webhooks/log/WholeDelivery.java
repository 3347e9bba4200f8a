package leadhub.webhooks.log;

import java.util.List;
import java.util.Map;
import leadhub.webhooks.delivery.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with all that was sent and answered.
 *
 * @param headers those that it is sent with; what is secret or differs from attempt to attempt is hidden
 * @param body null if it is no longer kept, or isn't for the reader
 */
public record WholeDelivery(
        Delivery delivery,
        Map<String, String> headers,
        @Nullable String body,
        List<Attempt> attempts) {}
