package leadhub.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.RefusalWords;
import org.jspecify.annotations.Nullable;

/** A row of the ledger as the API spells it. */
public record IntakeView(
        long id,
        String source,
        @Nullable Long sourceId,
        @Nullable String externalId,
        String status,
        @Nullable String reason,
        @Nullable Long leadId,
        Instant receivedAt,
        @Nullable Instant processedAt,
        int attempts,
        @Nullable String contentType,
        int size,
        boolean isTest) {

    /** A row with everything that came. */
    record Whole(
            @JsonUnwrapped IntakeView entry,
            Map<String, String> headers,
            String body,
            @Nullable String bodyEncoding,
            Outcome outcome) {
        static Whole of(IntakeEntry.Whole whole) {
            var text = text(whole.body());
            var body = text == null ? Base64.getEncoder().encodeToString(whole.body()) : text;
            return new Whole(
                    IntakeView.of(whole.entry()),
                    whole.headers(),
                    body,
                    text == null ? "base64" : null,
                    Outcome.of(whole.entry()));
        }

        /** Null where it is none that JSON can hold. */
        private static @Nullable String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /**
     * @param errors by field; empty where nothing is wrong with any
     * @param firstLeadId where a replay as new has made another lead
     */
    record Outcome(
            String status,
            @Nullable String reason,
            Map<String, List<String>> errors,
            @Nullable Long leadId,
            boolean isNewLead,
            @Nullable Long firstLeadId) {
        static Outcome of(IntakeEntry entry) {
            var outcome = entry.outcome();
            var errors = new LinkedHashMap<String, List<String>>();
            if (outcome.reason() != null) {
                outcome.reason().refusals().forEach((field, refusals) -> {
                    if (!field.isEmpty()) {
                        errors.put(
                                field,
                                refusals.stream()
                                        .map(refusal -> RefusalWords.LEADHUB.sayKept(field, refusal))
                                        .toList());
                    }
                });
            }
            return new Outcome(
                    outcome.status().word(),
                    worded(outcome),
                    errors,
                    outcome.leadId(),
                    outcome.isNewLead(),
                    entry.firstLeadId());
        }
    }

    public static IntakeView of(IntakeEntry entry) {
        return new IntakeView(
                entry.id(),
                entry.source().told(),
                entry.sourceId(),
                entry.externalId(),
                entry.outcome().status().word(),
                worded(entry.outcome()),
                entry.outcome().leadId(),
                entry.receivedAt(),
                entry.processedAt(),
                entry.attempts(),
                entry.contentType(),
                entry.size(),
                entry.isTest());
    }

    private static @Nullable String worded(IntakeOutcome outcome) {
        return outcome.reason() == null ? null : outcome.reason().say();
    }
}
