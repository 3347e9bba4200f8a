@NullMarked
package leadhub.forms.challenges;

import org.jspecify.annotations.NullMarked;
