/** Files that people attach to leads and to notes on them. */
@NullMarked
package leadhub.files;

import org.jspecify.annotations.NullMarked;
