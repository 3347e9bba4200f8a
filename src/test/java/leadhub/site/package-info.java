/** What strangers meet: pages, calls, files and streams, on routes that these tests declare. */
@NullMarked
package leadhub.site;

import org.jspecify.annotations.NullMarked;
