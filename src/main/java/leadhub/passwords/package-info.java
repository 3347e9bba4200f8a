/** Which passwords are taken, and how they are kept. */
@NullMarked
package leadhub.passwords;

import org.jspecify.annotations.NullMarked;
