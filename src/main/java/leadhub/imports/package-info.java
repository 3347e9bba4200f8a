/**
 * Files of leads that a workspace brings along: previewed, run in the background by chunks, and undone. The file lies in
 * the data folder until its import is over; {@code imports.files} reads it, {@code imports.rows} works out what becomes of it.
 */
@NullMarked
package leadhub.imports;

import org.jspecify.annotations.NullMarked;
