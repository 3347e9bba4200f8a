/** The URLs at which outside programs start automations. */
@NullMarked
package leadhub.automations.hooks;

import org.jspecify.annotations.NullMarked;
