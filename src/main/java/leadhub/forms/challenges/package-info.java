/** Proof of work for forms: a little arithmetic that costs a visitor nothing and a machine that sends millions a lot. */
@NullMarked
package leadhub.forms.challenges;

import org.jspecify.annotations.NullMarked;
