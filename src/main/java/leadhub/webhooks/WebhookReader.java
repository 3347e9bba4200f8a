package leadhub.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import leadhub.outside.OutsideTargets;
import leadhub.outside.OutsideUrl;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads webhooks from bodies of the API, under the names that Zapier, Make and n8n give to their members too. */
@Component
public class WebhookReader {
    private static final int MOST_URL_CHARACTERS = 2_000;
    private static final int LEAST_SECRET_CHARACTERS = 8;
    private static final int MOST_SECRET_CHARACTERS = 100;
    private static final int USUAL_OVERLAP_HOURS = 24;
    private static final int MOST_OVERLAP_HOURS = 7 * 24;

    private final ConditionGroupReader conditions;
    private final OutsideTargets targets;

    WebhookReader(ConditionGroupReader conditions, OutsideTargets targets) {
        this.conditions = conditions;
        this.targets = targets;
    }

    /** A new one; refuses what can't be right. */
    public NewWebhook create(long workspaceId, Input input) {
        var change = read(workspaceId, input, null);
        if (!change.targetUrl().isSet()) {
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

    /** What is set. */
    public WebhookChange change(long workspaceId, Input input, WebhookTerms before) {
        var change = read(workspaceId, input, before);
        input.errors().check();
        return change;
    }

    private WebhookChange read(long workspaceId, Input input, @Nullable WebhookTerms before) {
        return new WebhookChange(
                name(input),
                targetUrl(input),
                events(input),
                conditions(workspaceId, input),
                WebhookHeaders.read(input, before),
                input.bool("is_active").map(is -> Objects.requireNonNullElse(is, true)));
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

    /** Asks where the address in a body leads, so that reading it later asks nobody; in no transaction. */
    public void lookUp(JsonNode body) {
        urlField(body)
                .map(field -> body.get(field).asString(""))
                .filter(typed -> typed.length() <= MOST_URL_CHARACTERS)
                .flatMap(typed -> OutsideUrl.parse(Texts.trim(typed)))
                .ifPresent(targets::lookUp);
    }

    private static Optional<String> urlField(JsonNode body) {
        return Stream.of("target_url", "url", "hookUrl").filter(body::has).findFirst();
    }

    private Change<String> targetUrl(Input input) {
        var field = urlField(input.node());
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
            if (input.errors().has("events")) {
                return List.of();
            }
            // By their places as sent: one that is no text isn't among those that were read.
            var sent = input.node().path("events");
            if (sent.isEmpty()) {
                input.reject("events", Refusal.of("min.array").with("min", 1));
            }
            for (var i = 0; i < sent.size(); i++) {
                if (!input.errors().has("events." + i)) {
                    check(input, "events." + i, Texts.trim(sent.get(i).stringValue()));
                }
            }
            return events == null ? List.of() : events.stream().distinct().toList();
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
