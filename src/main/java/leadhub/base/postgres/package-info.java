/** The database: the PostgreSQL we bring along or the one a URL names, its two roles, and its migrations. */
@NullMarked
package leadhub.base.postgres;

import org.jspecify.annotations.NullMarked;
