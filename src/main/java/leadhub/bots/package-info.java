/** Bots: who talks to visitors as long as no person does, where, and with which words. */
@NullMarked
package leadhub.bots;

import org.jspecify.annotations.NullMarked;
