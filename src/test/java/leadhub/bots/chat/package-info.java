@NullMarked
package leadhub.bots.chat;

import org.jspecify.annotations.NullMarked;
