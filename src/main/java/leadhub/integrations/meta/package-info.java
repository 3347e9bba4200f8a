/** Lead forms of Meta, which announces each lead and hands it over when it is asked. */
@NullMarked
package leadhub.integrations.meta;

import org.jspecify.annotations.NullMarked;
