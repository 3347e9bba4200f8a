@NullMarked
package leadhub.base.database;

import org.jspecify.annotations.NullMarked;
