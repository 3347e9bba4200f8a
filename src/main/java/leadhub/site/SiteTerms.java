package leadhub.site;

import org.jspecify.annotations.Nullable;

/**
 * What holds for one request of a stranger, before anything of its body is read.
 *
 * @param hosts whose pages may embed what is answered, and call it
 * @param sender whoever alone has the secret that the path holds, as the endpoint wants it; such bodies get more of the memory for all
 */
public record SiteTerms(AllowedHosts hosts, @Nullable Object sender) {
    /** Nobody embeds it, and anybody may call it by other means than another site's page. */
    public static final SiteTerms USUAL = new SiteTerms(AllowedHosts.NONE, null);

    public static SiteTerms embeddedBy(AllowedHosts hosts) {
        return new SiteTerms(hosts, null);
    }

    public static SiteTerms ofKnownSender(Object sender) {
        return new SiteTerms(AllowedHosts.NONE, sender);
    }

    boolean isSenderKnown() {
        return sender != null;
    }
}
