/** Exports that are made again and again: files in the data folder, of which their owner is told. */
@NullMarked
package leadhub.exports.schedules;

import org.jspecify.annotations.NullMarked;
