@NullMarked
package leadhub.forms.files;

import org.jspecify.annotations.NullMarked;
