/** What workspaces said of the columns of their files, for the next file with the same ones. */
@NullMarked
package leadhub.imports.mappings;

import org.jspecify.annotations.NullMarked;
