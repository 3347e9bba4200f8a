/** What users do with custom fields. */
@NullMarked
package leadhub.fields;

import org.jspecify.annotations.NullMarked;
