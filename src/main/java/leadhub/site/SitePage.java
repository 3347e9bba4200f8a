package leadhub.site;

import leadhub.web.Assets;
import leadhub.web.LocalizedPage;
import leadhub.web.Words;

/** What every template for strangers has at hand. */
public final class SitePage extends LocalizedPage {
    SitePage(Words words, Assets assets) {
        super(words, assets);
    }
}
