/** Forms of Jotform, which posts each submission as a form with a text of JSON in it. */
@NullMarked
package leadhub.integrations.jotform;

import org.jspecify.annotations.NullMarked;
