@NullMarked
package leadhub.home;

import org.jspecify.annotations.NullMarked;
