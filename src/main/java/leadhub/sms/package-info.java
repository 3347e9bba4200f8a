/** SMS to leads and from them: on their way, what came of them, and who gets none. */
@NullMarked
package leadhub.sms;

import org.jspecify.annotations.NullMarked;
