/** A form of your own site, or of a site builder. */
@NullMarked
package leadhub.integrations.webform;

import org.jspecify.annotations.NullMarked;
