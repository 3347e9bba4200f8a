/** The home page: how many leads come in, how far they get, and which ones need somebody. */
@NullMarked
package leadhub.home;

import org.jspecify.annotations.NullMarked;
