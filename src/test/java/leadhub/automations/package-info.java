@NullMarked
package leadhub.automations;

import org.jspecify.annotations.NullMarked;
