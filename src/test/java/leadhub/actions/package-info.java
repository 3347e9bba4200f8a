@NullMarked
package leadhub.actions;

import org.jspecify.annotations.NullMarked;
