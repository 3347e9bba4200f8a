/** A lead as it is kept: its fields, its row, and what can be asked of it. Knows no verb. */
@NullMarked
package leadhub.leads.record;

import org.jspecify.annotations.NullMarked;
