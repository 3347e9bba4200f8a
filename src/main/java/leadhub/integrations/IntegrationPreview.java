package leadhub.integrations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.mapping.JsonPaths;
import leadhub.integrations.mapping.Mapping;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what an integration would make of something, and whether it is ready for it. */
@Component
public class IntegrationPreview {
    private final IntakeLedger ledger;
    private final IntegrationTypes types;
    private final ProviderChecks providers;

    IntegrationPreview(IntakeLedger ledger, IntegrationTypes types, ProviderChecks providers) {
        this.ledger = ledger;
        this.types = types;
        this.providers = providers;
    }

    /** @param missing what is mapped and was not found */
    public record Preview(ObjectNode lead, List<String> missing) {}

    /** @param checks each with what to do where it isn't ok */
    public record Test(boolean ok, List<Check> checks) {}

    /**
     * @param message with the error, where there is one
     * @param error what the provider's answer was, in technical words, for who says the rest in another language; null for nothing
     */
    public record Check(
            String name,
            boolean ok,
            String message,
            @JsonIgnore @Nullable String error) {
        public Check(String name, boolean ok, String message) {
            this(name, ok, message, null);
        }

        /** It isn't so, for the provider has answered with an error. */
        public static Check failed(String name, String message, String error) {
            return new Check(name, false, message + " (" + error + ")", error);
        }

        /** Whether an access token is good for something. @param fine what is said if it is */
        public static List<Check> ofToken(String fine, Runnable asking) {
            try {
                asking.run();
                return List.of(new Check("access_token", true, fine));
            } catch (ProviderFailure e) {
                var wrong =
                        "Nothing can be read with this access token: save a new one, and check the form or account.";
                return List.of(failed("access_token", wrong, e.say()));
            }
        }
    }

    /** Of a payload or of something that came in, by the mapping that it has or by another one. */
    public Preview of(Caller caller, Integration integration, Input input) {
        var mapping = Mapping.read(input, "mapping");
        var payload = input.node().get("payload");
        var intakeId = input.integer("intake_id").over(null);
        if (intakeId == null && (payload == null || payload.isNull())) {
            input.reject("payload", Refusal.of("required"));
        }
        input.errors().check();
        var read = intakeId == null || payload != null && !payload.isNull()
                ? requireNonNull(payload)
                : came(caller, integration, intakeId);
        var own = types.get(integration.terms().type()).ownMapping(read);
        var mapped = (mapping == null ? integration.terms().mapping() : mapping)
                .and(own)
                .apply(read);
        return new Preview(mapped.lead(), mapped.missing());
    }

    /** What the mapping reads of something that might come; refused where it is neither JSON nor a form's fields. */
    public JsonNode payload(Integration integration, String sample) {
        var type = types.get(integration.terms().type());
        var isJson = sample.stripLeading().matches("(?s)[\\[{].*");
        return type.payload(new ReceivedIntake(
                type.source(),
                integration.id(),
                null,
                isJson ? "application/json" : "application/x-www-form-urlencoded",
                Map.of(),
                sample.strip().getBytes(StandardCharsets.UTF_8),
                false,
                Instant.EPOCH,
                false,
                false,
                0));
    }

    /** What leads to a value in something that came in; empty where it can't be read. */
    public List<String> paths(Caller caller, Integration integration, long intakeId) {
        try {
            return JsonPaths.of(came(caller, integration, intakeId));
        } catch (ProblemException e) {
            return List.of();
        }
    }

    private static JsonNode requireNonNull(@Nullable JsonNode payload) {
        return Objects.requireNonNull(payload);
    }

    /** Another integration's is none of its business. */
    private JsonNode came(Caller caller, Integration integration, long intakeId) {
        var type = types.get(integration.terms().type());
        try {
            var whole = ledger.get(caller, intakeId);
            var sourceId = whole.entry().sourceId();
            if (sourceId != null
                    && sourceId == integration.id()
                    && whole.entry().source() == type.source()) {
                return type.payload(whole.received());
            }
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.NotFound)) {
                throw e;
            }
        }
        throw Problem.invalid("intake_id", Refusal.of("in")).exception();
    }

    /** Whether it is ready, check by check. Its provider is asked too, which may take some seconds: in no transaction. */
    public Test test(Caller caller, Integration integration) {
        ask(integration);
        return tell(caller, integration);
    }

    /** Asks its provider, where that is asked anything. */
    public void ask(Integration integration) {
        providers.ask(integration);
    }

    /** The same without asking: it was asked right before. */
    public Test tell(Caller caller, Integration integration) {
        var type = types.get(integration.terms().type());
        var checks = new ArrayList<>(type.takesLeads() ? taking(caller, integration, type) : sending(integration));
        checks.addAll(providers.of(integration));
        return new Test(checks.stream().allMatch(Check::ok), checks);
    }

    private static List<Check> sending(Integration integration) {
        return integration.terms().isPaused()
                ? List.of(
                        new Check("sends", false, "It is paused: automations skip it until you set status to active."))
                : List.of(new Check("active", true, "It is active."));
    }

    private List<Check> taking(Caller caller, Integration integration, IntegrationType type) {
        var mapping = integration.terms().mapping();
        var url = new Check(
                "webhook_url",
                integration.token() != null,
                integration.token() != null
                        ? "It has a URL to post to."
                        : "Its URL can't be read with this server's secret key: save it again.");
        var reaches = mapping.entries().stream()
                .anyMatch(entry ->
                        List.of("email", "phone", "first_name", "last_name").contains(entry.to()));
        var mapped = new Check(
                "mapping",
                reaches,
                reaches
                        ? "The mapping says who a lead is."
                        : "Map something to email, phone, first_name or last_name: without one no lead is made.");
        var last = ledger.list(caller, IntakeFilter.of(type.source(), integration.id()), new Slice(0, 1))
                .items();
        var came = new Check(
                "events",
                !last.isEmpty(),
                last.isEmpty()
                        ? "Nothing has come yet: send something to webhook_url."
                        : "Something has come: the last one is "
                                + last.getFirst().outcome().status().word() + ".");
        var active = new Check(
                "active",
                !integration.terms().isPaused(),
                integration.terms().isPaused()
                        ? "It is paused: what comes is kept and ignored until you set status to active."
                        : "It is active.");
        return type.hasUrl() ? List.of(url, active, mapped, came) : List.of(active, mapped);
    }
}
