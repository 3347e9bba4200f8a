/** The fields of forms: how they are defined, when they are shown, and what may be typed into them. */
@NullMarked
package leadhub.forms.fields;

import org.jspecify.annotations.NullMarked;
