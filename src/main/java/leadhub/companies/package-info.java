/** Leads of one company seen together: who they are, what their deals come to, and what happened to all of them (docs/adr/0022). */
@NullMarked
package leadhub.companies;

import org.jspecify.annotations.NullMarked;
