/** Access tokens of mail servers that take no passwords. */
@NullMarked
package leadhub.integrations.oauth;

import org.jspecify.annotations.NullMarked;
