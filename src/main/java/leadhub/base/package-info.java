/** What every part stands on: who calls, what can go wrong, SQL, settings, the database. Imports no feature. */
@NullMarked
package leadhub.base;

import org.jspecify.annotations.NullMarked;
