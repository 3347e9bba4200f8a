/** What bots do in a conversation: flows of steps, as people make them and as visitors go through them. */
@NullMarked
package leadhub.bots.flows;

import org.jspecify.annotations.NullMarked;
