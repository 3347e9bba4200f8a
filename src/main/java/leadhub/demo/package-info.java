/** A made-up quarter of a sales team, for trying LeadHub out. */
@NullMarked
package leadhub.demo;

import org.jspecify.annotations.NullMarked;
