/** When a workspace works: its hours in the week, days on which it is closed, and the public holidays of a region. */
@NullMarked
package leadhub.hours;

import org.jspecify.annotations.NullMarked;
