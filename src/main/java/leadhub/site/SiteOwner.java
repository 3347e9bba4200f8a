package leadhub.site;

import leadhub.web.Call;

/** Knows the form, the bot or the hook behind a path. */
@FunctionalInterface
public interface SiteOwner {
    /** What holds for a request; refuses one for what isn't there. Asked for a browser's question beforehand too. */
    SiteTerms terms(Call call);
}
