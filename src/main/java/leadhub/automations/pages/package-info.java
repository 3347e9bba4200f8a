/** Automations in the panel: the list, the builder, and what runs did. */
@NullMarked
package leadhub.automations.pages;

import org.jspecify.annotations.NullMarked;
