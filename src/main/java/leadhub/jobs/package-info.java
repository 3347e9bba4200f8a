/** Work that runs later or again and again. */
@NullMarked
package leadhub.jobs;

import org.jspecify.annotations.NullMarked;
