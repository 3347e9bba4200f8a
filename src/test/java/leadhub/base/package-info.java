@NullMarked
package leadhub.base;

import org.jspecify.annotations.NullMarked;
