@NullMarked
package leadhub.bots.mails;

import org.jspecify.annotations.NullMarked;
