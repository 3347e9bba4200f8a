/** The database as everything uses it: connections, statements, what is tried again, signals between processes and what is remembered until one. */
@NullMarked
package leadhub.base.database;

import org.jspecify.annotations.NullMarked;
