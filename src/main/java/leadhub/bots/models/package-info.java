/** Language models that bots ask before they answer: where they are, how often they may be asked, and what they may say. */
@NullMarked
package leadhub.bots.models;

import org.jspecify.annotations.NullMarked;
