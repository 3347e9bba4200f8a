package leadhub.site;

/**
 * What holds for one request of a stranger, before anything of its body is read.
 *
 * @param hosts whose pages may embed what is answered, and call it
 * @param isSenderKnown the path holds a secret that only one sender has; such bodies get more of the memory for all
 */
public record SiteTerms(AllowedHosts hosts, boolean isSenderKnown) {
    /** Nobody embeds it, and anybody may call it by other means than another site's page. */
    public static final SiteTerms USUAL = new SiteTerms(AllowedHosts.NONE, false);

    public static SiteTerms embeddedBy(AllowedHosts hosts) {
        return new SiteTerms(hosts, false);
    }

    public static SiteTerms ofKnownSender() {
        return new SiteTerms(AllowedHosts.NONE, true);
    }
}
