/** Lead forms of Microsoft Advertising. */
@NullMarked
package leadhub.integrations.microsoftads;

import org.jspecify.annotations.NullMarked;
