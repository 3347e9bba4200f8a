/** Channels of Slack, by an incoming webhook. */
@NullMarked
package leadhub.integrations.slack;

import org.jspecify.annotations.NullMarked;
