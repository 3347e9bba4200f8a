package leadhub.site;

import org.jspecify.annotations.Nullable;

/**
 * What holds for one request of a stranger, before anything of its body is read.
 *
 * @param hosts whose pages may embed what is answered, and call it
 * @param sender whom the path names, as the endpoint wants it; null for nobody
 * @param isSenderKnown whether they alone have the secret that the path holds; such bodies get more of the memory for all
 */
public record SiteTerms(AllowedHosts hosts, @Nullable Object sender, boolean isSenderKnown) {
    /** Nobody embeds it, and anybody may call it by other means than another site's page. */
    public static final SiteTerms USUAL = new SiteTerms(AllowedHosts.NONE, null, false);

    public static SiteTerms embeddedBy(AllowedHosts hosts) {
        return new SiteTerms(hosts, null, false);
    }

    /** @param sender so that they needn't be looked for again */
    public static SiteTerms embeddedBy(AllowedHosts hosts, Object sender) {
        return new SiteTerms(hosts, sender, false);
    }

    public static SiteTerms ofKnownSender(Object sender) {
        return new SiteTerms(AllowedHosts.NONE, sender, true);
    }
}
