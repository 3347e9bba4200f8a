@NullMarked
package leadhub.integrations.watch;

import org.jspecify.annotations.NullMarked;
