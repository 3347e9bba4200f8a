/**
 * Files of leads that a workspace brings along: previewed, run in the background by chunks, and undone. The file lies in
 * the data folder until its import is over; {@code imports.files} reads it.
 */
@NullMarked
package leadhub.imports;

import org.jspecify.annotations.NullMarked;
