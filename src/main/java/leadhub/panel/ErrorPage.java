package leadhub.panel;

import java.util.List;
import leadhub.base.Refusal;

/**
 * The model of the error page.
 *
 * @param title the key of a message
 * @param detail more about it: the id in the log where it is our own fault, the seconds to wait where it was too often, else
 *     the key of a message; may be empty
 * @param refusals what was refused
 */
public record ErrorPage(int status, String title, String detail, List<Refusal> refusals) {
    public ErrorPage(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    /** More about it in the visitor's language; {@code ""} where the title says it all. */
    public String detail(Page page) {
        if (detail.isEmpty()) {
            return page.refusal(refusals);
        }
        return switch (status) {
            case 429 -> page.say("wrong.again-in", Long.valueOf(detail));
            case 500 -> page.say("wrong.id", detail);
            default -> page.say(detail);
        };
    }
}
