/** Tags, which group leads across pipelines and stages. */
@NullMarked
package leadhub.tags;

import org.jspecify.annotations.NullMarked;
