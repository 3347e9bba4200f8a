package leadhub.integrations;

import java.util.List;
import java.util.Locale;
import leadhub.base.Refusal;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
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

    /** @param key as it stands in {@code type} and in the hook's URL */
    record About(String key, String name, Category category, Status status, String description) {}

    About about();

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

    /** Refuses a request that isn't from whom it says, and says what of it is to be worked on. No network, no database. */
    Received receive(Hook hook, IntegrationConfig config);

    /** What the mapping reads; what a provider wraps is unwrapped here. */
    default JsonNode payload(ReceivedIntake received) {
        return received.fields();
    }

    /** What goes along unless the mapping says something of it: custom fields of a provider's own questions. */
    default List<MappingEntry> ownMapping(JsonNode payload) {
        return List.of();
    }

    /** A request to the hook, as it came. */
    record Hook(NewIntake whole, Headers headers) {
        /** Reads one header; null if it wasn't sent once. */
        @FunctionalInterface
        public interface Headers {
            @Nullable
            String get(String name);
        }
    }

    /** What is to be worked on, and what is answered. */
    record Received(List<NewIntake> items, Object answer) {
        public static Received one(NewIntake item) {
            return new Received(List.of(item), new Answer("received"));
        }

        record Answer(String status) {}
    }

    /** Told what is wrong with fields of a config. */
    @FunctionalInterface
    interface ConfigErrors {
        void reject(String key, Refusal refusal);
    }
}
