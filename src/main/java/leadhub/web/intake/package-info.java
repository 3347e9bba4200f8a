/** How requests come in: connections, bodies and their memory, within bounds that hold before anybody knows who asks. */
@NullMarked
package leadhub.web.intake;

import org.jspecify.annotations.NullMarked;
