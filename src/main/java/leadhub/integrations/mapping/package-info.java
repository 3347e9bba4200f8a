/** What becomes of what a sender calls things: paths, mappings, and the answers of forms. Knows neither integrations nor types. */
@NullMarked
package leadhub.integrations.mapping;

import org.jspecify.annotations.NullMarked;
