package leadhub.conversations.pages;

import leadhub.base.Role;
import leadhub.conversations.team.InboxRules;
import leadhub.conversations.team.InboxRules.Assignment;
import leadhub.conversations.team.Team;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Inbox. */
@Component
class InboxRulePages implements PageRoutes.Provider {
    private static final String ALL = "/settings/inbox";
    private static final String TEMPLATE = "conversations/rules.jte";

    private final Team team;

    InboxRulePages(Team team) {
        this.team = team;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, visit -> Reply.page(TEMPLATE, screen(visit, FormErrors.NONE)))
                .inSettings(26, "inbox", "inbox.rules")
                .post(ALL, Role.ADMIN, this::change);
    }

    private Reply change(Visit visit) {
        var form = visit.form();
        var assignment = Assignment.ofWord(visit.field("assignment")).orElse(Assignment.NOBODY);
        var rules = new InboxRules(
                assignment,
                number(form, "returns_after"),
                number(form, "tells_after"),
                number(form, "mails_after"),
                number(form, "messengers_kept_days"));
        var mistake = FormErrors.of("rules", form, () -> team.change(visit.caller(), rules));
        return mistake.isNone()
                ? Reply.redirect(ALL).saying("settings.saved")
                : Reply.refused(TEMPLATE, screen(visit, mistake));
    }

    /** Null for never. */
    private static @Nullable Integer number(Input form, String field) {
        var number = form.integer(field).over(null);
        return number == null ? null : (Integer) (int) Math.clamp(number, 0, Integer.MAX_VALUE);
    }

    private InboxRuleScreen screen(Visit visit, FormErrors mistake) {
        return new InboxRuleScreen(team.rules(visit.caller()), mistake);
    }
}
