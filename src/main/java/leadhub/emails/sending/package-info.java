/** Emails to leads on their way: made, sent once more if need be, and kept with what came of them. */
@NullMarked
package leadhub.emails.sending;

import org.jspecify.annotations.NullMarked;
