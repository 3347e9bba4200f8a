/** What starts automations. A trigger is one file. */
@NullMarked
package leadhub.automations.triggers;

import org.jspecify.annotations.NullMarked;
