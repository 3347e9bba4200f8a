@NullMarked
package leadhub.imports;

import org.jspecify.annotations.NullMarked;
