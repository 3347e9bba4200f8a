@NullMarked
package leadhub.bots;

import org.jspecify.annotations.NullMarked;
