/** Readers of request bodies, forms and queries. */
@NullMarked
package leadhub.web.input;

import org.jspecify.annotations.NullMarked;
