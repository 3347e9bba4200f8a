package leadhub.integrations;

import leadhub.base.Caller;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;

/** What becomes of what is posted to the hooks of a type, where that is more than making leads of it. */
public interface HookWork {
    /** The key of the type. */
    String type();

    /** Within the transaction that works on it. */
    IntakeOutcome take(Caller caller, ReceivedIntake received, Integration integration);
}
