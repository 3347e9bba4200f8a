/** Tasks in the panel: on their lead's page, and those that somebody or their team has to do. */
@NullMarked
package leadhub.tasks.pages;

import org.jspecify.annotations.NullMarked;
