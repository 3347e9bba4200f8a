@NullMarked
package leadhub.conversations.mails;

import org.jspecify.annotations.NullMarked;
