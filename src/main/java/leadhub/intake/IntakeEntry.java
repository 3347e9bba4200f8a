package leadhub.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger.
 *
 * @param sourceId null where the source has no records
 * @param size of the body as it came, in bytes
 * @param firstLeadId the lead of the first time, where a replay as new has made another one
 */
public record IntakeEntry(
        long id,
        IntakeSource source,
        @Nullable Long sourceId,
        @Nullable String externalId,
        IntakeOutcome outcome,
        Instant receivedAt,
        @Nullable Instant processedAt,
        int attempts,
        @Nullable String contentType,
        int size,
        boolean isTest,
        @Nullable Long firstLeadId) {

    /** A row with everything that came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Whole(IntakeEntry entry, Map<String, String> headers, byte[] body, long recordId) {
        /** As its handler works on it, for a look. */
        public ReceivedIntake received() {
            return received(true, false);
        }

        ReceivedIntake received(boolean isReplay, boolean isAsNew) {
            return new ReceivedIntake(
                    entry.source,
                    entry.sourceId == null ? 0 : entry.sourceId,
                    entry.externalId,
                    entry.contentType,
                    headers,
                    body,
                    entry.isTest,
                    entry.receivedAt,
                    isReplay,
                    isAsNew,
                    recordId);
        }
    }
}
