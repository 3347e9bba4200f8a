/** What other pages run to show a bot, and the page of its own that needs no script. */
@NullMarked
package leadhub.bots.site;

import org.jspecify.annotations.NullMarked;
