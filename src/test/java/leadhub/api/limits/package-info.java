@NullMarked
package leadhub.api.limits;

import org.jspecify.annotations.NullMarked;
