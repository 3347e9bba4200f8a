/** Made-up leads by the ten thousand, to try LeadHub out and to measure it with. */
@NullMarked
package leadhub.samples;

import org.jspecify.annotations.NullMarked;
