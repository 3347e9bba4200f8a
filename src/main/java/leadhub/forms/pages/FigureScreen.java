package leadhub.forms.pages;

import leadhub.forms.Form;
import leadhub.forms.visits.FormFigures;
import leadhub.forms.visits.VisitHost;
import leadhub.forms.watch.FormInNeed;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The model of how a form does.
 *
 * @param trouble null for none
 * @param days how many days the figures are of
 */
public record FigureScreen(
        Form form, FormFigures figures, @Nullable FormInNeed trouble, int days) {
    /** A page's host, in words where it is none. */
    public static String host(Page page, String host) {
        return switch (host) {
            case VisitHost.OWN -> page.say("forms.host.own");
            case VisitHost.PROGRAMS -> page.say("forms.host.api");
            case VisitHost.OTHER -> page.say("forms.host.other");
            default -> host;
        };
    }

    /** A field's label; its key where the form has it no more. */
    public String label(String key) {
        return FieldLabels.of(form, key);
    }

    /** In percent. */
    public static String conversion(Page page, FormFigures.Host host) {
        return page.say("home.share", host.conversion().doubleValue());
    }
}
