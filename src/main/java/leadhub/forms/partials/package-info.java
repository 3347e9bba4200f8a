/** What visitors have typed into forms and not sent yet. */
@NullMarked
package leadhub.forms.partials;

import org.jspecify.annotations.NullMarked;
