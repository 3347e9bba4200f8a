@NullMarked
package leadhub.outside;

import org.jspecify.annotations.NullMarked;
