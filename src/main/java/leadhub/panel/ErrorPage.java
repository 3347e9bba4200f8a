package leadhub.panel;

import java.util.List;
import leadhub.base.Refusal;

/**
 * What the page about something wrong shows.
 *
 * @param title the key of a message
 * @param detail more about it, the id in the log where it is our own fault, else the key of a message; may be empty
 * @param refusals what was refused
 */
public record ErrorPage(int status, String title, String detail, List<Refusal> refusals) {
    public ErrorPage(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }
}
