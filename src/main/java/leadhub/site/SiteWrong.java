package leadhub.site;

import java.util.List;
import leadhub.base.Refusal;

/**
 * The model of the error page.
 *
 * @param title the key of a message
 * @param id under which it stands in the log, where it is our own fault; else empty
 * @param refusals what was refused
 */
public record SiteWrong(String title, String id, List<Refusal> refusals) {
    static SiteWrong of(String title, Refusal... refusals) {
        return new SiteWrong(title, "", List.of(refusals));
    }
}
