/** Reads what was sent: the fields of a body, of a form, of a query. */
@NullMarked
package leadhub.web.input;

import org.jspecify.annotations.NullMarked;
