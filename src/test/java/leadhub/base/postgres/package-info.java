@NullMarked
package leadhub.base.postgres;

import org.jspecify.annotations.NullMarked;
