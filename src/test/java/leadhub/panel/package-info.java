@NullMarked
package leadhub.panel;

import org.jspecify.annotations.NullMarked;
