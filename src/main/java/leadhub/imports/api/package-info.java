/** Imports in the LeadHub dialect. */
@NullMarked
package leadhub.imports.api;

import org.jspecify.annotations.NullMarked;
