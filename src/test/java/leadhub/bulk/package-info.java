@NullMarked
package leadhub.bulk;

import org.jspecify.annotations.NullMarked;
