/** What all surfaces share: turns, routes, messages, templates. */
@NullMarked
package leadhub.web;

import org.jspecify.annotations.NullMarked;
