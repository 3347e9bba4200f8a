package leadhub.forms.visits;

import java.net.URI;
import java.util.Locale;
import leadhub.site.AllowedHosts;
import org.jspecify.annotations.Nullable;

/** The host of a page that shows a form, as it is counted. */
public final class VisitHost {
    /** Of the form's own page. */
    public static final String OWN = "";
    /** Where a program sent something, by a key. No host has such a name, and the next one neither. */
    public static final String PROGRAMS = "~api";
    /** All those together that are beyond the limit. */
    public static final String OTHER = "~other";

    private VisitHost() {}

    /** Of a page's address; its own page's where it says none. */
    public static String of(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return OWN;
        }
        try {
            var authority = String.valueOf(URI.create(url.strip()).getRawAuthority());
            return ofName(authority.substring(authority.indexOf('@') + 1));
        } catch (IllegalArgumentException e) {
            return OWN;
        }
    }

    /** Of a name, with a port where it isn't the usual one. */
    static String ofName(String name) {
        var host = name.toLowerCase(Locale.ROOT);
        return AllowedHosts.isHost(host) && !host.equals("null") ? host : OWN;
    }
}
