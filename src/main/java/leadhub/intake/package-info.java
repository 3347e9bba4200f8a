/**
 * The ledger of what came in from outside: each delivery is one durable row, byte for byte, before it is answered, and says
 * what became of it. A source hands over a {@link leadhub.intake.NewIntake} and calls {@link leadhub.intake.IntakeLedger}; its
 * {@link leadhub.intake.IntakeHandler} does the work of those that are worked on after their answer, and of replays.
 */
@NullMarked
package leadhub.intake;

import org.jspecify.annotations.NullMarked;
