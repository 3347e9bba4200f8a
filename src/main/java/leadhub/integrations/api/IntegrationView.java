package leadhub.integrations.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.Envelope;
import leadhub.intake.IntakeTotals;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationHealth;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.Target;
import leadhub.integrations.TypeField;
import org.jspecify.annotations.Nullable;

/** An integration as the API spells it. */
public record IntegrationView(
        long id,
        String type,
        String name,
        String status,
        Map<String, @Nullable Object> config,
        List<Entry> mapping,
        TargetView target,
        @Nullable String webhookUrl,
        long eventsCount,
        long leadsCount,
        @Nullable Instant lastEventAt,
        @Nullable LastError lastError,
        Instant createdAt,
        Instant updatedAt)
        implements Envelope.Edited {
    record Entry(
            String from,
            String to,
            @Nullable @JsonProperty("default") String usual) {}

    record TargetView(
            @Nullable Long pipelineId,
            @Nullable Long pipelineStageId,
            @Nullable Long assignedUserId,
            List<String> tags,
            @Nullable String source,
            String duplicatePolicy) {}

    record LastError(String message, Instant at) {}

    /** @param value in the answer that makes it alone */
    record Secret(
            boolean set,
            @Nullable String hint,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String value) {}

    /** @param showOurs whether the secrets that we have made are shown, which they are once */
    static IntegrationView of(
            Integration integration, IntegrationType type, IntakeTotals.Total total, String origin, boolean showOurs) {
        var terms = integration.terms();
        var health = IntegrationHealth.of(integration, total.lastAt(), total.lastFailed(), total.lastReason());
        var trouble = health.trouble();
        return new IntegrationView(
                integration.id(),
                terms.type(),
                terms.name(),
                health.status().word(),
                config(type, terms.config(), showOurs),
                terms.mapping().entries().stream()
                        .map(entry -> new Entry(entry.from(), entry.to(), entry.usual()))
                        .toList(),
                target(terms.target()),
                type.hasUrl() ? integration.url(origin) : null,
                total.entries(),
                total.newLeads(),
                total.lastAt(),
                trouble == null ? null : new LastError(trouble.reason().say(), trouble.at()),
                integration.createdAt(),
                integration.updatedAt());
    }

    private static TargetView target(Target target) {
        return new TargetView(
                target.pipelineId(),
                target.pipelineStageId(),
                target.assignedUserId(),
                target.tags(),
                target.source(),
                target.duplicatePolicy().word());
    }

    private static Map<String, @Nullable Object> config(
            IntegrationType type, IntegrationConfig config, boolean showOurs) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        for (var field : type.fields()) {
            if (field.kind() == TypeField.Kind.SECRET) {
                var secret = config.secret(field.key()).orElse(null);
                shown.put(field.key(), secret(secret, showOurs && field.isOurs()));
            } else {
                var value = config.open().get(field.key());
                shown.put(field.key(), value == null ? field.usual() : value);
            }
        }
        return shown;
    }

    private static Secret secret(@Nullable String secret, boolean isShown) {
        return new Secret(secret != null, IntegrationConfig.hint(secret), isShown ? secret : null);
    }

    /** What comes in is nobody's change. */
    @Override
    public Object edited() {
        return new IntegrationView(
                id,
                type,
                name,
                status.equals("paused") ? status : "active",
                config,
                mapping,
                target,
                webhookUrl,
                0,
                0,
                null,
                null,
                createdAt,
                updatedAt);
    }

    @Override
    public String toString() {
        return "IntegrationView[" + id + "]";
    }
}
