/** Demo data: a made-up quarter of a sales team. */
@NullMarked
package leadhub.demo;

import org.jspecify.annotations.NullMarked;
