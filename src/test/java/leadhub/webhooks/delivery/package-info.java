@NullMarked
package leadhub.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
