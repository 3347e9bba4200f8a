@NullMarked
package leadhub.hours;

import org.jspecify.annotations.NullMarked;
