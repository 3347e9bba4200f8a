/** What users do with pipelines and their stages. */
@NullMarked
package leadhub.pipelines;

import org.jspecify.annotations.NullMarked;
