package leadhub.webhooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.outside.OutsideRequest;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/** Reads the headers that a webhook sends along. */
public final class WebhookHeaders {
    private static final int MOST = 20;

    private WebhookHeaders() {}

    /** @param before the webhook as it is, of which answers hide what headers say; null for a new one */
    static Change<Map<String, String>> read(Input input, @Nullable WebhookTerms before) {
        return input.object("headers").map(sent -> {
            var headers = new LinkedHashMap<String, String>();
            if (sent == null) {
                return headers;
            }
            if (sent.size() > MOST) {
                input.reject("headers", Refusal.of("max.array").with("max", MOST));
            }
            for (var header : new ArrayList<>(sent.properties())) {
                var name = header.getKey();
                var value = header.getValue().isString()
                        ? Texts.trim(header.getValue().stringValue())
                        : null;
                if (value == null
                        || !isAllowed(name)
                        || !OutsideRequest.mayBear(name, value)
                        || value.equals(WebhookTerms.HIDDEN) && (before == null || before.header(name) == null)) {
                    input.reject("headers." + name, Refusal.of("invalid"));
                } else {
                    headers.put(name, value);
                }
            }
            return headers;
        });
    }

    /** Whether somebody may have a header sent along. */
    public static boolean mayBear(String name, String value) {
        return isAllowed(name) && OutsideRequest.mayBear(name, value);
    }

    /** Those that frame the request or that receivers believe to be ours. */
    private static boolean isAllowed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !lower.equals("host")
                && !lower.equals("connection")
                && Stream.of("content-", "transfer-", "webhook-", "x-leadhub-").noneMatch(lower::startsWith);
    }
}
