@NullMarked
package leadhub.testing.statements;

import org.jspecify.annotations.NullMarked;
