@NullMarked
package leadhub.notifications;

import org.jspecify.annotations.NullMarked;
