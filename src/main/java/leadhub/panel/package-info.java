/** What all pages of the panel share: access, frame, messages, assets. */
@NullMarked
package leadhub.panel;

import org.jspecify.annotations.NullMarked;
