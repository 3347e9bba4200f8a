/** Sample leads in large numbers, for trying LeadHub out and for benchmarks. */
@NullMarked
package leadhub.samples;

import org.jspecify.annotations.NullMarked;
