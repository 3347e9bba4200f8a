/** What others fetch from Pinterest. */
@NullMarked
package leadhub.integrations.pinterest;

import org.jspecify.annotations.NullMarked;
