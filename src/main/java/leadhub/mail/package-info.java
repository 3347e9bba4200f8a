/** Emails that LeadHub sends, and the mail servers it hands them to. */
@NullMarked
package leadhub.mail;

import org.jspecify.annotations.NullMarked;
