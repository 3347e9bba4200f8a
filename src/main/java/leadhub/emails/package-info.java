/** Emails to leads: their templates, and how those are filled with what is known of a lead. */
@NullMarked
package leadhub.emails;

import org.jspecify.annotations.NullMarked;
