/** What leads are found and matched by: texts, names and numbers as searches compare them. Knows no lead. */
@NullMarked
package leadhub.leads.texts;

import org.jspecify.annotations.NullMarked;
