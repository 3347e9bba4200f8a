/** Files that people send by messengers: what they are, and what became of them. */
@NullMarked
package leadhub.conversations.files;

import org.jspecify.annotations.NullMarked;
