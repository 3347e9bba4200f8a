@NullMarked
package leadhub.mail;

import org.jspecify.annotations.NullMarked;
