/** Settings → Intake: what came in from outside, what became of it, and replays. */
@NullMarked
package leadhub.intake.pages;

import org.jspecify.annotations.NullMarked;
