/** A pipeline is the way a lead takes, stage by stage. */
@NullMarked
package leadhub.pipelines;

import org.jspecify.annotations.NullMarked;
