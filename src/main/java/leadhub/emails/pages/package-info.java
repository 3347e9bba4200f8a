/** Emails to leads in the panel: templates, the suppression list, and what is written on a lead's page. */
@NullMarked
package leadhub.emails.pages;

import org.jspecify.annotations.NullMarked;
