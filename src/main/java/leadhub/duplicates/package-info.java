/**
 * Leads that may be one person: found, ranked, and put aside where they aren't. All leads of a workspace are looked through when it
 * first asks for them, and from then on what has changed since it last asked. They are compared by keys
 * ({@link leadhub.duplicates.DuplicateKeys}), so that nobody compares all with all.
 */
@NullMarked
package leadhub.duplicates;

import org.jspecify.annotations.NullMarked;
