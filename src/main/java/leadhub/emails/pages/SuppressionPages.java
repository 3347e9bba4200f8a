package leadhub.emails.pages;

import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.emails.suppression.Suppression;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Suppression list. */
@Component
class SuppressionPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/suppression";
    private static final int PER_PAGE = 100;

    private final Suppressions suppressions;

    SuppressionPages(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(297, "settings", "suppression.title")
                .post(ALL, Role.MANAGER, this::add)
                .post(ALL + "/{id}/delete", Role.MANAGER, this::remove);
    }

    private Reply add(Visit visit) {
        var typed = visit.form().text("email", Suppression.MOST_CHARACTERS).over(null);
        visit.form().require("email");
        var email = typed == null ? "" : typed;
        var reason = SuppressionReason.ofWord(visit.field("reason")).orElse(SuppressionReason.MANUAL);
        var mistake = FormErrors.of("new", visit.form(), () -> suppressions.add(visit.caller(), email, reason));
        return done(visit, mistake, "suppression.added", email);
    }

    private Reply remove(Visit visit) {
        var before = suppressions.remove(visit.caller(), visit.id(0));
        return done(visit, FormErrors.NONE, "suppression.removed", before.email());
    }

    private Reply done(Visit visit, FormErrors mistake, String message, String email) {
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying(message, email) : reply;
        }
        return Reply.redirect(ALL).saying(message, email);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::valueOf)
                .orElse(1L);
        var page = suppressions.list(visit.caller(), Slice.ofPage(number, PER_PAGE));
        var list = new SuppressionList(page, number, PER_PAGE, mistake);
        var template = visit.isPart() ? "emails/suppressedrows.jte" : "emails/suppressed.jte";
        return mistake.isNone() ? Reply.page(template, list) : Reply.refused(template, list);
    }
}
