@NullMarked
package leadhub.api.about;

import org.jspecify.annotations.NullMarked;
