@NullMarked
package leadhub.reports;

import org.jspecify.annotations.NullMarked;
