/** Pipelines and their stages, which leads go through on the way to a sale. */
@NullMarked
package leadhub.pipelines;

import org.jspecify.annotations.NullMarked;
