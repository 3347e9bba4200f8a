/** A custom field is one that a workspace made up for its leads. */
@NullMarked
package leadhub.fields;

import org.jspecify.annotations.NullMarked;
