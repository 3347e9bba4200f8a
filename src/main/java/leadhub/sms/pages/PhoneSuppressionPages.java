package leadhub.sms.pages;

import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.sms.PhoneSuppressions;
import org.springframework.stereotype.Component;

/** Settings → SMS suppression list. */
@Component
class PhoneSuppressionPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/suppressed-numbers";
    private static final int PER_PAGE = 100;
    private static final int MOST_CHARACTERS = 60;

    private final PhoneSuppressions suppressions;

    PhoneSuppressionPages(PhoneSuppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(98, "settings", "sms-suppression.title")
                .post(ALL, Role.MANAGER, this::add)
                .post(ALL + "/{id}/delete", Role.MANAGER, this::remove);
    }

    private Reply add(Visit visit) {
        var typed = visit.form().text("phone", MOST_CHARACTERS).over(null);
        visit.form().require("phone");
        var phone = typed == null ? "" : typed;
        var mistake = FormErrors.of("new", visit.form(), () -> suppressions.add(visit.caller(), phone));
        return done(visit, mistake, "sms-suppression.added", phone);
    }

    private Reply remove(Visit visit) {
        var before = suppressions.remove(visit.caller(), visit.id(0));
        return done(visit, FormErrors.NONE, "sms-suppression.removed", before.phone());
    }

    private Reply done(Visit visit, FormErrors mistake, String message, String phone) {
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying(message, phone) : reply;
        }
        return Reply.redirect(ALL).saying(message, phone);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::valueOf)
                .orElse(1L);
        var page = suppressions.list(visit.caller(), Slice.ofPage(number, PER_PAGE));
        var list = new PhoneSuppressionList(page, number, PER_PAGE, mistake);
        var template = visit.isPart() ? "sms/suppressedrows.jte" : "sms/suppressed.jte";
        return mistake.isNone() ? Reply.page(template, list) : Reply.refused(template, list);
    }
}
