package leadhub.intake;

import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that came in.
 *
 * @param leadId the lead that it made or added to; null for none
 * @param isNewLead whether it made that lead
 * @param reason why it did not do what it was for; null where it did
 */
public record IntakeOutcome(
        IntakeStatus status,
        @Nullable Long leadId,
        boolean isNewLead,
        @Nullable IntakeReason reason) {

    /** It made a lead. */
    public static IntakeOutcome made(long leadId) {
        return new IntakeOutcome(IntakeStatus.PROCESSED, leadId, true, null);
    }

    /** It added to a known lead. */
    public static IntakeOutcome added(long leadId) {
        return new IntakeOutcome(IntakeStatus.PROCESSED, leadId, false, null);
    }

    /** It did what it was for, which was not about one lead, or not yet. */
    public static IntakeOutcome processed() {
        return new IntakeOutcome(IntakeStatus.PROCESSED, null, false, null);
    }

    public static IntakeOutcome spam(Refusal why) {
        return new IntakeOutcome(IntakeStatus.SPAM, null, false, IntakeReason.of(why));
    }

    public static IntakeOutcome test() {
        return new IntakeOutcome(IntakeStatus.TEST, null, false, null);
    }

    public static IntakeOutcome ignored(Refusal why) {
        return new IntakeOutcome(IntakeStatus.IGNORED, null, false, IntakeReason.of(why));
    }

    public static IntakeOutcome failed(IntakeReason why) {
        return new IntakeOutcome(IntakeStatus.FAILED, null, false, why);
    }

    /** It waits until what it announces has been fetched. */
    public static IntakeOutcome held() {
        return new IntakeOutcome(IntakeStatus.RECEIVED, null, false, null);
    }

    static IntakeOutcome duplicate(@Nullable Long leadId) {
        return new IntakeOutcome(
                IntakeStatus.DUPLICATE, leadId, false, IntakeReason.of(Refusal.of("intake.counted_before")));
    }

    /** Whether a later delivery with its external id wouldn't count any more. */
    boolean counts() {
        return switch (status) {
            case RECEIVED, PROCESSED, SPAM -> true;
            case DUPLICATE, TEST, FAILED, IGNORED -> false;
        };
    }
}
