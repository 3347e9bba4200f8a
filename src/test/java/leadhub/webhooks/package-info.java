@NullMarked
package leadhub.webhooks;

import org.jspecify.annotations.NullMarked;
