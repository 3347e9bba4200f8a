/**
 * What becomes of rows: how they are read by an import's options, whom they are about, and which leads they make and change. In
 * memory; {@code imports} writes it.
 */
@NullMarked
package leadhub.imports.rows;

import org.jspecify.annotations.NullMarked;
