@NullMarked
package leadhub.conversations;

import org.jspecify.annotations.NullMarked;
