/** E-mails that LeadHub sends, and the mail servers that take them. */
@NullMarked
package leadhub.mail;

import org.jspecify.annotations.NullMarked;
