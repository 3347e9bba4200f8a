@NullMarked
package leadhub.admin;

import org.jspecify.annotations.NullMarked;
