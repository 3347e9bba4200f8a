package leadhub.pipelines;

import java.util.List;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Lost reasons. Each has its own form, which saves as soon as it changes. */
@Component
class LostReasonPages implements PageRoutes.Provider {
    private static final String PATH = "/settings/lost-reasons";
    private static final List<String> USUAL =
            List.of("price", "competitor", "no_need", "no_answer", "not_now", "no_fit");

    private final LostReasons reasons;

    LostReasonPages(LostReasons reasons) {
        this.reasons = reasons;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(PATH, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(75, "settings", "lost-reasons.title")
                .post(PATH, Role.MANAGER, this::create)
                .post(PATH + "/usual", Role.MANAGER, this::createUsual)
                .post(PATH + "/required", Role.MANAGER, this::require)
                .post(PATH + "/{id}", Role.MANAGER, this::change)
                .post(PATH + "/{id}/delete", Role.MANAGER, this::delete);
    }

    private Reply create(Visit visit) {
        var name = visit.form().solidText("name", LostReason.MOST_CHARACTERS);
        visit.form().require("name");
        var mistake = FormErrors.of("new", visit.form(), () -> reasons.create(visit.caller(), name.over("")));
        return done(visit, mistake, "lost-reasons.created", name.over(""));
    }

    /** In the language of whoever asks for them. */
    private Reply createUsual(Visit visit) {
        var names = USUAL.stream()
                .map(key -> visit.page().say("lost-reasons.usual." + key))
                .toList();
        reasons.createAll(visit.caller(), names);
        return done(visit, FormErrors.NONE, "settings.saved");
    }

    private Reply require(Visit visit) {
        reasons.require(visit.caller(), visit.field("is_required").equals("1"));
        return done(visit, FormErrors.NONE, "settings.saved");
    }

    private Reply change(Visit visit) {
        var reason = reasons.get(visit.caller(), visit.id(0));
        Change<@Nullable Boolean> isArchived = visit.form().bool("is_archived");
        var change = new LostReasonChange(
                visit.form().solidText("name", LostReason.MOST_CHARACTERS),
                visit.form().integer("position"),
                isArchived.map(Boolean.TRUE::equals));
        var mistake = FormErrors.of(
                LostReasonScreen.form(reason), visit.form(), () -> reasons.change(visit.caller(), reason.id(), change));
        return change.position().isSet()
                ? done(
                        visit,
                        mistake,
                        "fields.moved",
                        reason.name(),
                        reasons.get(visit.caller(), reason.id()).position())
                : done(visit, mistake, "settings.saved");
    }

    private Reply delete(Visit visit) {
        var reason = reasons.get(visit.caller(), visit.id(0));
        reasons.delete(visit.caller(), reason.id());
        return done(visit, FormErrors.NONE, "lost-reasons.deleted", reason.name());
    }

    private Reply done(Visit visit, FormErrors mistake, String message, Object... values) {
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying(message, values) : reply;
        }
        return Reply.redirect(PATH).saying(message, values);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var screen = new LostReasonScreen(reasons.rules(visit.caller()), mistake);
        var template = visit.isPart() ? "pipelines/lost-reasons-rows.jte" : "pipelines/lost-reasons.jte";
        return mistake.isNone() ? Reply.page(template, screen) : Reply.refused(template, screen);
    }
}
