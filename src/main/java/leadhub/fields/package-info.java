/** Custom fields, which a workspace defines for its leads. */
@NullMarked
package leadhub.fields;

import org.jspecify.annotations.NullMarked;
