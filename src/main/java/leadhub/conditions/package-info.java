/** Conditions, which compare a lead's field with a value: one language for filters and rules, evaluated in SQL or in Java. */
@NullMarked
package leadhub.conditions;

import org.jspecify.annotations.NullMarked;
