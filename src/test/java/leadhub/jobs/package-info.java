@NullMarked
package leadhub.jobs;

import org.jspecify.annotations.NullMarked;
