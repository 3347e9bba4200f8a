/** Files that were attached to forms: what they are, where they lie, and when they go. */
@NullMarked
package leadhub.forms.files;

import org.jspecify.annotations.NullMarked;
