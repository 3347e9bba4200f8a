/** Lead gen forms of LinkedIn, which announces each lead and hands it over when it is asked. */
@NullMarked
package leadhub.integrations.linkedin;

import org.jspecify.annotations.NullMarked;
