/** What every part stands on: who calls, what can go wrong, what everything is made of. Imports nothing of ours. */
@NullMarked
package leadhub.base;

import org.jspecify.annotations.NullMarked;
