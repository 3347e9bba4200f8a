package leadhub.scoring;

import java.util.List;
import leadhub.base.Role;
import leadhub.conditions.ConditionField;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Lead scoring. Rules are edited in place, and can be previewed before they are saved. */
@Component
class ScoringPages implements PageRoutes.Provider {
    private final ScoringRules rules;
    private final Previews previews;
    private final Rescoring rescoring;

    ScoringPages(ScoringRules rules, Previews previews, Rescoring rescoring) {
        this.rules = rules;
        this.previews = previews;
        this.rescoring = rescoring;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/scoring", Role.MANAGER, visit -> show(visit, null))
                .inSettings(100, "settings", "scoring.title")
                .getPart("/settings/scoring/progress", Role.MANAGER, this::progress)
                .post("/settings/scoring", Role.MANAGER, this::create)
                .post("/settings/scoring/form", Role.MANAGER, visit -> form(visit, null))
                .post("/settings/scoring/preview", Role.MANAGER, visit -> preview(visit, null))
                .post("/settings/scoring/{id}", Role.MANAGER, this::change)
                .post("/settings/scoring/{id}/form", Role.MANAGER, visit -> form(visit, rule(visit)))
                .post("/settings/scoring/{id}/preview", Role.MANAGER, visit -> preview(visit, rule(visit)))
                .post("/settings/scoring/{id}/switch", Role.MANAGER, this::turn)
                .post("/settings/scoring/{id}/delete", Role.MANAGER, this::delete);
    }

    private ScoringRule rule(Visit visit) {
        return rules.get(visit.caller(), visit.id(0));
    }

    private Reply create(Visit visit) {
        var terms = RuleText.read(visit, rules.fields(visit.caller()));
        var mistake = FormErrors.of(RuleForm.NEW, visit.form(), () -> rules.create(visit.caller(), terms));
        return mistake.isNone()
                ? done(visit, "scoring.created", terms.name())
                : show(visit, typed(visit, null, mistake, null));
    }

    private Reply change(Visit visit) {
        var rule = rule(visit);
        var terms = RuleText.read(visit, rules.fields(visit.caller()));
        var mistake =
                FormErrors.of(RuleForm.key(rule), visit.form(), () -> rules.change(visit.caller(), rule.id(), terms));
        return mistake.isNone() ? done(visit, "settings.saved") : show(visit, typed(visit, rule, mistake, null));
    }

    /** Shows the form as typed with a preview of its effect. */
    private Reply preview(Visit visit, @Nullable ScoringRule rule) {
        var terms = RuleText.read(visit, rules.fields(visit.caller()));
        var found = new Preview[1];
        var mistake = FormErrors.of(
                RuleForm.key(rule), visit.form(), () -> found[0] = previews.preview(visit.caller(), rule, terms));
        return show(visit, typed(visit, rule, mistake, mistake.isNone() ? found[0] : null));
    }

    /** The same form, adapted to the chosen field and operator. */
    private Reply form(Visit visit, @Nullable ScoringRule rule) {
        return Reply.page("scoring/form.jte", typed(visit, rule, FormErrors.NONE, null));
    }

    private Reply turn(Visit visit) {
        var rule = rule(visit);
        var active = visit.form().bool("active").over(null);
        visit.form().errors().check();
        rules.turn(visit.caller(), rule.id(), Boolean.TRUE.equals(active));
        return done(visit, "settings.saved");
    }

    private Reply delete(Visit visit) {
        var rule = rule(visit);
        rules.delete(visit.caller(), rule.id());
        return done(visit, "scoring.deleted", rule.terms().name());
    }

    private Reply progress(Visit visit) {
        return Reply.page("scoring/progress.jte", screen(visit, null));
    }

    private Reply done(Visit visit, String message, Object... values) {
        var reply = visit.isPart() ? show(visit, null) : Reply.redirect("/settings/scoring");
        return reply.saying(message, values);
    }

    private Reply show(Visit visit, @Nullable RuleForm typed) {
        var template = visit.isPart() ? "scoring/rules.jte" : "scoring/list.jte";
        var screen = screen(visit, typed);
        return typed == null || typed.mistake().isNone()
                ? Reply.page(template, screen)
                : Reply.refused(template, screen);
    }

    private RuleForm typed(Visit visit, @Nullable ScoringRule rule, FormErrors mistake, @Nullable Preview preview) {
        return new RuleForm(
                RuleForm.key(rule),
                RuleForm.path(rule),
                RuleText.of(visit),
                rules.fields(visit.caller()),
                mistake,
                preview);
    }

    /** All rules as they are saved, and the one form that somebody is at as it was typed. */
    private ScoringScreen screen(Visit visit, @Nullable RuleForm typed) {
        var fields = rules.fields(visit.caller());
        var lines = rules.all(visit.caller()).stream()
                .map(rule -> {
                    var form = form(visit, rule, fields, typed);
                    return new ScoringScreen.Line(rule, form, form.equals(typed));
                })
                .toList();
        var run = rescoring.progress(visit.caller()).orElse(null);
        return new ScoringScreen(lines, form(visit, null, fields, typed), run);
    }

    private static RuleForm form(
            Visit visit, @Nullable ScoringRule rule, List<ConditionField> fields, @Nullable RuleForm typed) {
        if (typed != null && typed.key().equals(RuleForm.key(rule))) {
            return typed;
        }
        var text = rule == null
                ? RuleText.empty(visit.page())
                : RuleText.of(rule.terms(), field(rule, fields), visit.page());
        return new RuleForm(RuleForm.key(rule), RuleForm.path(rule), text, fields, FormErrors.NONE, null);
    }

    private static @Nullable ConditionField field(ScoringRule rule, List<ConditionField> fields) {
        return fields.stream()
                .filter(field -> field.name().equals(rule.terms().field()))
                .findFirst()
                .orElse(null);
    }
}
