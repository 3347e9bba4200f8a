/** The surface for strangers: pages, forms, chats and calls of providers, without session and cookie. Knows no feature. */
@NullMarked
package leadhub.site;

import org.jspecify.annotations.NullMarked;
