/** What is sent by forms, and the leads that come of it. */
@NullMarked
package leadhub.forms.submissions;

import org.jspecify.annotations.NullMarked;
