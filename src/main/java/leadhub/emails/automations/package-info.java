/** What emails from leads start. */
@NullMarked
package leadhub.emails.automations;

import org.jspecify.annotations.NullMarked;
