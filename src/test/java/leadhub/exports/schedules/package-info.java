@NullMarked
package leadhub.exports.schedules;

import org.jspecify.annotations.NullMarked;
