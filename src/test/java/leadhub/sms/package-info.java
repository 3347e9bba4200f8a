@NullMarked
package leadhub.sms;

import org.jspecify.annotations.NullMarked;
