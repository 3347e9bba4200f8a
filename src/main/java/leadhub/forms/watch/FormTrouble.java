package leadhub.forms.watch;

import java.util.Locale;

/** Why somebody should look after a form; what is first counts first. */
public enum FormTrouble {
    /** The content security policy of a page that embeds it keeps it away. */
    BLOCKED_BY_POLICY,
    /** A page wants to embed it that isn't on its list of hosts. */
    BLOCKED_BY_HOSTS,
    /** Most visitors' browsers don't do the arithmetic that it asks for. */
    CHALLENGE_FAILING,
    /** Nothing has come for much longer than is usual. */
    SILENT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
