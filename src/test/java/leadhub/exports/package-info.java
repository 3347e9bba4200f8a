@NullMarked
package leadhub.exports;

import org.jspecify.annotations.NullMarked;
