package leadhub.conversations.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.conversations.team.InboxRules;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/** The model of the page with the rules of the inbox. */
public record InboxRuleScreen(InboxRules rules, FormErrors mistake) {
    private static final String FORM = "rules";

    public String returnsAfter() {
        return mistake.typed(FORM, "returns_after", text(rules.returnsAfter()));
    }

    public String tellsAfter() {
        return mistake.typed(FORM, "tells_after", text(rules.tellsAfter()));
    }

    public String mailsAfter() {
        return mistake.typed(FORM, "mails_after", text(rules.mailsAfter()));
    }

    public String messengersKept() {
        return mistake.typed(FORM, "messengers_kept_days", text(rules.messengersKept()));
    }

    public boolean isChosen(InboxRules.Assignment assignment) {
        return mistake.typed(FORM, "assignment", rules.assignment().word()).equals(assignment.word());
    }

    public boolean isWrong(String field) {
        return mistake.isAt(FORM, field);
    }

    public List<Refusal> problem(String field) {
        return mistake.problem(field);
    }

    private static String text(@Nullable Integer minutes) {
        return minutes == null ? "" : minutes.toString();
    }
}
