package leadhub.emails.received;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Takes emails that answer something else than an email to a lead; implemented by the features that send those. */
public interface AnsweredElsewhere {
    /** Within a transaction of the ledger: takes it; empty where it answers nothing of theirs, or is to be taken like any other one, too. */
    Optional<Taken> take(Caller caller, IncomingEmail email);

    /**
     * It was taken.
     *
     * @param leadId the lead that wrote it, held until the transaction ends; null where nobody knows
     * @param isKept whether it is to be kept as an email of that lead
     * @param ignored why nothing came of it; null where something did
     */
    record Taken(
            @Nullable Long leadId, boolean isKept, @Nullable Refusal ignored) {
        /** By nobody who is a lead. */
        public static final Taken UNKNOWN = new Taken(null, false);

        public Taken(@Nullable Long leadId, boolean isKept) {
            this(leadId, isKept, null);
        }

        public static Taken ignored(Refusal why) {
            return new Taken(null, false, why);
        }
    }
}
