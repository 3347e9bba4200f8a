/** Settings → Integrations: what is connected and how it does, and what can be connected. */
@NullMarked
package leadhub.integrations.pages;

import org.jspecify.annotations.NullMarked;
