/** The generic webhook: anything that can post JSON or a form. */
@NullMarked
package leadhub.integrations.webhook;

import org.jspecify.annotations.NullMarked;
