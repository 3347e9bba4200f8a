@NullMarked
package leadhub.forms;

import org.jspecify.annotations.NullMarked;
