package leadhub.intake;

import leadhub.base.Caller;

/**
 * Does the work of a source: for what is worked on after its answer, and for replays. Spring collects them; there is one for each
 * source.
 */
public interface IntakeHandler {
    IntakeSource source();

    /**
     * Works on one, in the transaction in which it is marked, and without network. May be called again for the same after a
     * crash: the transaction was rolled back then. A {@code Problem} that it throws is the reason for which it failed.
     *
     * @param caller has all rights in the workspace, on behalf of {@link NewIntake#actor()}
     */
    IntakeOutcome handle(Caller caller, ReceivedIntake received);
}
