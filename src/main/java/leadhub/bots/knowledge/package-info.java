/** What bots know: documents that people give them, and the passages in which visitors' questions are answered. */
@NullMarked
package leadhub.bots.knowledge;

import org.jspecify.annotations.NullMarked;
