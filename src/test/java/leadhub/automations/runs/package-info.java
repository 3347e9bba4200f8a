@NullMarked
package leadhub.automations.runs;

import org.jspecify.annotations.NullMarked;
