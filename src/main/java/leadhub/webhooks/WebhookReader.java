package leadhub.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import leadhub.outside.OutsideRequest;
import leadhub.outside.OutsideTargets;
import leadhub.outside.OutsideUrl;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads webhooks from bodies of the API, under the names that Zapier, Make and n8n give to their members too. */
@Component
class WebhookReader {
    private static final int MOST_URL_CHARACTERS = 2_000;
    private static final int LEAST_SECRET_CHARACTERS = 8;
    private static final int MOST_SECRET_CHARACTERS = 100;
    private static final int MOST_HEADERS = 20;
    private static final int USUAL_OVERLAP_HOURS = 24;
    private static final int MOST_OVERLAP_HOURS = 7 * 24;

    private final ConditionGroupReader conditions;
    private final OutsideTargets targets;

    WebhookReader(ConditionGroupReader conditions, OutsideTargets targets) {
        this.conditions = conditions;
        this.targets = targets;
    }

    NewWebhook create(long workspaceId, Input input) {
        var change = change(workspaceId, input);
        if (!change.targetUrl().isSet() && !input.errors().any()) {
            input.require("target_url");
        }
        if (!change.events().isSet()) {
            input.require("events");
        }
        var secret = secret(input);
        input.errors().check();
        var url = change.targetUrl().over("");
        var name = change.name().over(URI.create(url).getHost());
        var terms = new WebhookTerms(
                name,
                url,
                change.events().over(List.of()),
                change.conditions().over(null),
                change.headers().over(Map.of()));
        return new NewWebhook(terms, change.isActive().over(true), secret);
    }

    /** What is set; what is wrong stands in the input's errors. */
    WebhookChange change(long workspaceId, Input input) {
        var change = new WebhookChange(
                name(input),
                targetUrl(input),
                events(input),
                conditions(workspaceId, input),
                headers(input),
                input.bool("is_active").map(is -> Objects.requireNonNullElse(is, true)));
        return change;
    }

    /** A new secret, and how long the one before stays good. */
    record Rotation(@Nullable String secret, Duration overlap) {
        @Override
        public String toString() {
            return "Rotation[" + overlap + "]";
        }
    }

    Rotation rotation(Input input) {
        var hours = Objects.requireNonNullElse(input.integer("overlap_hours").over(null), (long) USUAL_OVERLAP_HOURS);
        if (hours < 0 || hours > MOST_OVERLAP_HOURS) {
            input.reject("overlap_hours", Refusal.of("between").with("min", 0).with("max", MOST_OVERLAP_HOURS));
        }
        var secret = secret(input);
        input.errors().check();
        return new Rotation(secret, Duration.ofHours(hours));
    }

    /** An empty name is the usual one, which is the host; it can't be cleared. */
    private static Change<String> name(Input input) {
        var name = input.text("name", Webhook.MOST_NAME_CHARACTERS).over(null);
        return name == null ? Change.keep() : Change.set(name);
    }

    private Change<String> targetUrl(Input input) {
        var field = Stream.of("target_url", "url", "hookUrl")
                .filter(name -> input.node().has(name))
                .findFirst();
        if (field.isEmpty()) {
            return Change.keep();
        }
        var typed = input.solidText(field.get(), MOST_URL_CHARACTERS).over("");
        if (input.errors().has(field.get())) {
            return Change.set("");
        }
        var url = OutsideUrl.parse(typed);
        if (url.isEmpty()) {
            input.reject(field.get(), Refusal.of("url"));
            return Change.set("");
        }
        if (targets.leadInside(url.get())) {
            input.reject(field.get(), Refusal.of("webhook.private_target"));
        }
        return Change.set(url.get().toString());
    }

    private static Change<List<String>> events(Input input) {
        if (!input.node().has("events") && input.node().has("event")) {
            var event = input.solidText("event", 100).over("");
            if (!input.errors().has("event")) {
                check(input, "event", event);
            }
            return Change.set(List.of(event));
        }
        // What generated clients send for a list that nobody set.
        if (input.node().path("events").isNull()) {
            return Change.keep();
        }
        return input.texts("events", 100, 100).map(events -> {
            var wanted = events == null ? List.<String>of() : events;
            if (wanted.isEmpty() && !input.errors().any()) {
                input.reject("events", Refusal.of("min.array").with("min", 1));
            }
            for (var i = 0; i < wanted.size(); i++) {
                check(input, "events." + i, wanted.get(i));
            }
            return wanted.stream().distinct().toList();
        });
    }

    private static void check(Input input, String field, String event) {
        if (!event.equals(WebhookEvents.ANY) && !WebhookEvents.ALL.contains(event)) {
            input.reject(field, Refusal.of("in"));
        }
    }

    private Change<@Nullable ConditionGroup> conditions(long workspaceId, Input input) {
        var sent = input.node().get("conditions");
        if (sent == null) {
            return Change.keep();
        }
        if (sent.isNull() || sent.isArray() && sent.isEmpty()) {
            return Change.set(null);
        }
        return Change.set(conditions.read(workspaceId, sent, "conditions", input::reject));
    }

    private static Change<Map<String, String>> headers(Input input) {
        return input.object("headers").map(sent -> {
            var headers = new LinkedHashMap<String, String>();
            if (sent == null) {
                return headers;
            }
            if (sent.size() > MOST_HEADERS) {
                input.reject("headers", Refusal.of("max.array").with("max", MOST_HEADERS));
            }
            for (var header : new ArrayList<>(sent.properties())) {
                var name = header.getKey();
                var value = header.getValue().isString()
                        ? Texts.trim(header.getValue().stringValue())
                        : null;
                if (value == null || !isAllowed(name) || !OutsideRequest.mayBear(name, value)) {
                    input.reject("headers." + name, Refusal.of("invalid"));
                } else {
                    headers.put(name, value);
                }
            }
            return headers;
        });
    }

    /** Those that frame the request or that receivers believe to be ours. */
    private static boolean isAllowed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return !lower.equals("host")
                && !lower.equals("connection")
                && Stream.of("content-", "transfer-", "webhook-", "x-leadhub-").noneMatch(lower::startsWith);
    }

    private static @Nullable String secret(Input input) {
        var secret = input.text("secret", 10_000).over(null);
        if (secret != null
                && (Texts.length(secret) < LEAST_SECRET_CHARACTERS || Texts.length(secret) > MOST_SECRET_CHARACTERS)) {
            input.reject(
                    "secret",
                    Refusal.of("between.string")
                            .with("min", LEAST_SECRET_CHARACTERS)
                            .with("max", MOST_SECRET_CHARACTERS));
        }
        return secret;
    }
}
