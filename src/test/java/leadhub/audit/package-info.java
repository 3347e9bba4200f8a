@NullMarked
package leadhub.audit;

import org.jspecify.annotations.NullMarked;
