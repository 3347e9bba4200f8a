/** What users do with inbound intake. */
@NullMarked
package leadhub.inbound;

import org.jspecify.annotations.NullMarked;
