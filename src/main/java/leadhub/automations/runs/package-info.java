/** Automations at work: runs as rows that are claimed, taken a step at a time. */
@NullMarked
package leadhub.automations.runs;

import org.jspecify.annotations.NullMarked;
