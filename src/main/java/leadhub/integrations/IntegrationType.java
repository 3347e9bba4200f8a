package leadhub.integrations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Refusal;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.mapping.MappingEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A kind of connection. Spring collects them; each stands in a folder of its own, which is all that knows of it. */
public interface IntegrationType {

    /** What it is for. */
    enum Category {
        LEAD_SOURCE,
        EMAIL,
        MESSAGING,
        AUTOMATION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How sure we are that it does what its provider's documents say. */
    enum Status {
        VERIFIED,
        FROM_DOCUMENTS,
        BETA;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way things go. */
    enum Direction {
        IN,
        OUT,
        BOTH;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param key as it stands in {@code type} and in the hook's URL */
    record About(String key, String name, Category category, Status status) {
        /** The message that says in a sentence what it does. */
        public String description() {
            return "integrations.text." + key;
        }
    }

    About about();

    /** Whether leads come in by it, or we send by it, or both. What only sends has no URL, and nothing is mapped. */
    default Direction direction() {
        return Direction.IN;
    }

    /** Whether leads come in by it. */
    default boolean takesLeads() {
        return direction() != Direction.OUT;
    }

    /** Whether it has a URL that its provider posts to ({@link HookType}). */
    default boolean hasUrl() {
        return false;
    }

    /** The fields that say where its secrets are sent: with other values they are given anew. */
    default Set<String> whereSecretsGo() {
        return Set.of(TypeField.API_BASE_URL);
    }

    /** What has to be told to connect it; empty for nothing. */
    default List<TypeField> fields() {
        return List.of();
    }

    /** What speaks against its config as a whole, by the field's key. */
    default void check(ConfigErrors errors, IntegrationConfig config) {}

    /** Where what it sends goes if nobody says otherwise. */
    default List<MappingEntry> usualMapping() {
        return List.of();
    }

    /** As which source what it sends comes in. */
    default IntakeSource source() {
        return IntakeSource.INTEGRATION;
    }

    /** What the mapping reads; what a provider wraps is unwrapped here. */
    default JsonNode payload(ReceivedIntake received) {
        return received.fields();
    }

    /** What goes along unless the mapping says something of it: custom fields of a provider's own questions. */
    default List<MappingEntry> ownMapping(JsonNode payload) {
        return List.of();
    }

    /** Why something that came is none that makes a lead, such as an event that nobody asked for; empty where it may. */
    default Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        return Optional.empty();
    }

    /** What this goes on with, such as a booking that is moved: it is about the same lead. Empty for what stands by itself. */
    default Optional<Earlier> follows(JsonNode payload) {
        return Optional.empty();
    }

    /**
     * What came before.
     *
     * @param externalId of that
     * @param news how the paths begin at which what comes now overwrites what the lead has; null for nothing
     */
    record Earlier(String externalId, @Nullable String news) {}

    /** The external id of what a person takes back by this; empty for what takes nothing back. */
    default Optional<String> withdraws(JsonNode payload) {
        return Optional.empty();
    }

    /** The external id that taking something back has; empty where its provider tells nothing of that. */
    default Optional<String> withdrawnAs(String externalId) {
        return Optional.empty();
    }

    /** Told what is wrong with fields of a config. */
    @FunctionalInterface
    interface ConfigErrors {
        void reject(String key, Refusal refusal);
    }
}
