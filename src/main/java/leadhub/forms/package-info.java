/** Forms by which people send in leads: what they ask, how they look, and what becomes of what is sent. */
@NullMarked
package leadhub.forms;

import org.jspecify.annotations.NullMarked;
