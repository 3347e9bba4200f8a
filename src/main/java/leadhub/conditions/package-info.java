/** A condition compares a field of a lead with a value: one language for filters and rules, asked in SQL or in Java. */
@NullMarked
package leadhub.conditions;

import org.jspecify.annotations.NullMarked;
