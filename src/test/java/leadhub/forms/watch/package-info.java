@NullMarked
package leadhub.forms.watch;

import org.jspecify.annotations.NullMarked;
