/** Workflows of n8n that post leads. */
@NullMarked
package leadhub.integrations.n8n;

import org.jspecify.annotations.NullMarked;
