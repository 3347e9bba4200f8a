/** E-mails about what was sent by forms: to whoever is to confirm it, and to users who are told of it. */
@NullMarked
package leadhub.forms.mails;

import org.jspecify.annotations.NullMarked;
