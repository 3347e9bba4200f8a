/** What conversations start, and what automations do in them. */
@NullMarked
package leadhub.conversations.automations;

import org.jspecify.annotations.NullMarked;
