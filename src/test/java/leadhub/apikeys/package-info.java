@NullMarked
package leadhub.apikeys;

import org.jspecify.annotations.NullMarked;
