/** Forms in the panel: their list, the builder, and what was sent. */
@NullMarked
package leadhub.forms.pages;

import org.jspecify.annotations.NullMarked;
