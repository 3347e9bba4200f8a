/** Channels of Microsoft Teams, by a workflow that a webhook starts. */
@NullMarked
package leadhub.integrations.teams;

import org.jspecify.annotations.NullMarked;
