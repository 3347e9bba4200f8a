/** The first page: how many leads come in, how far they get, and which ones wait for somebody. */
@NullMarked
package leadhub.home;

import org.jspecify.annotations.NullMarked;
