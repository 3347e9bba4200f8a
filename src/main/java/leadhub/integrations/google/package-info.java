/** Lead forms of Google Ads, which post each lead to a URL with a key in the body. */
@NullMarked
package leadhub.integrations.google;

import org.jspecify.annotations.NullMarked;
