package leadhub.intake;

import java.time.Instant;
import java.util.Map;
import leadhub.web.intake.KeptBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that came in, for whoever works on it.
 *
 * @param isReplay whether somebody has it worked on again: leads that people have changed since aren't overwritten
 * @param isAsNew whether it makes a lead of its own even if the person is known
 * @param recordId what its source has made of it already ({@link IntakeLedger#acceptKept}); 0 for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReceivedIntake(
        IntakeSource source,
        long sourceId,
        @Nullable String externalId,
        @Nullable String contentType,
        Map<String, String> headers,
        byte[] body,
        boolean isTest,
        Instant receivedAt,
        boolean isReplay,
        boolean isAsNew,
        long recordId) {

    static ReceivedIntake first(NewIntake wanted, Instant now) {
        return new ReceivedIntake(
                wanted.source(),
                wanted.sourceId(),
                wanted.externalId(),
                wanted.contentType(),
                wanted.headers(),
                wanted.body(),
                wanted.isTest(),
                now,
                false,
                false,
                0);
    }

    /** What the body means, as JSON or as the fields of a form; refused where it means nothing. */
    public JsonNode fields() {
        return KeptBody.parse(contentType, body);
    }

    @Override
    public String toString() {
        return "ReceivedIntake[" + source + " " + sourceId + "]";
    }
}
