@NullMarked
package leadhub.companies;

import org.jspecify.annotations.NullMarked;
