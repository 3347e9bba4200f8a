package leadhub.panel;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;

/**
 * Asks again where something that is to be deleted is needed elsewhere: it says by what, and sends the same form once more if
 * the visitor wants it nevertheless.
 *
 * @param path the action that was asked for
 * @param names of what needs it
 * @param fields what was sent with it
 * @param back where whoever thinks better of it goes
 */
public record InUse(String path, String names, Map<String, String> fields, String back) {
    private static final String FORCED = "force";

    /** Whether the visitor was asked, and wants it nevertheless. */
    public static boolean isForced(Visit visit) {
        return visit.field(FORCED).equals("yes");
    }

    /**
     * Does what is asked, or asks again.
     *
     * @param back a page of the panel
     * @param verb may be refused as {@code record.in_use}
     */
    public static Reply ask(Visit visit, String back, Supplier<Reply> verb) {
        try {
            return verb.get();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict(var why) && why.key().equals("record.in_use")) {
                return asked(visit, back, why);
            }
            throw e;
        }
    }

    private static Reply asked(Visit visit, String back, Refusal why) {
        var sent = visit.form().node().properties().stream()
                .filter(field -> field.getValue().isString() && !field.getKey().startsWith("_"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().stringValue()));
        var model = new InUse(visit.call().path(), String.valueOf(why.values().get("names")), sent, back);
        // A part takes the place of all that the page shows, the dialog that it was asked in among it.
        return visit.isPart()
                ? Reply.refused("panel/in-use-card.jte", model)
                        .with("HX-Retarget", "#main")
                        .with("HX-Reswap", "innerHTML")
                : new Reply.Html(409, "panel/in-use.jte", model);
    }
}
