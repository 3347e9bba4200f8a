/** How often forms are seen, begun and sent, by which pages, and at which fields visitors leave. Nobody knows who they are. */
@NullMarked
package leadhub.forms.visits;

import org.jspecify.annotations.NullMarked;
