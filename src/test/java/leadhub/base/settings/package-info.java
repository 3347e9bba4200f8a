@NullMarked
package leadhub.base.settings;

import org.jspecify.annotations.NullMarked;
