@NullMarked
package leadhub.forms.blocks;

import org.jspecify.annotations.NullMarked;
