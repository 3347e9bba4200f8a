package leadhub.fields;

import java.util.List;
import java.util.Objects;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.panel.FormErrors;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Component;

/** Settings → Custom fields. Each field has its own form, which saves as soon as it changes. */
@Component
class FieldPages implements PageRoutes.Provider {
    private static final int MOST_OPTIONS_TEXT = CustomField.MOST_OPTIONS * (CustomField.MOST_CHARACTERS + 2);

    private final Fields fields;

    FieldPages(Fields fields) {
        this.fields = fields;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/fields", Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .inSettings(90, "settings", "fields.title")
                .post("/settings/fields", Role.MANAGER, this::create)
                .post("/settings/fields/{id}", Role.MANAGER, this::change)
                .post("/settings/fields/{id}/delete", Role.MANAGER, this::delete);
    }

    private Reply create(Visit visit) {
        var form = visit.form();
        var label = form.solidText("label", CustomField.MOST_CHARACTERS);
        form.require("label");
        var kind = FieldKind.ofWord(visit.field("kind"));
        if (kind.isEmpty()) {
            form.reject("kind", Refusal.of("invalid"));
        }
        var options = options(form).over(List.of());
        var mistake = FormErrors.of(
                "new",
                form,
                () -> fields.create(visit.caller(), new NewField(label.over(""), kind.orElseThrow(), options)));
        return done(visit, mistake, "fields.created", label.over(""));
    }

    private Reply change(Visit visit) {
        var field = fields.get(visit.caller(), visit.id(0));
        var change = new FieldChange(
                visit.form().solidText("label", CustomField.MOST_CHARACTERS),
                options(visit.form()),
                visit.form().integer("position"));
        var mistake = FormErrors.of(
                FieldList.form(field), visit.form(), () -> fields.change(visit.caller(), field.id(), change));
        return change.position().isSet()
                ? done(visit, mistake, "fields.moved", field.label(), place(visit, field))
                : done(visit, mistake, "settings.saved");
    }

    private int place(Visit visit, CustomField field) {
        return fields.get(visit.caller(), field.id()).position();
    }

    private Reply delete(Visit visit) {
        var field = fields.get(visit.caller(), visit.id(0));
        return InUse.ask(visit, "/settings/fields", () -> {
            fields.delete(visit.caller(), field.id(), InUse.isForced(visit));
            return done(visit, FormErrors.NONE, "fields.deleted", field.label());
        });
    }

    /** One per line. */
    private static Change<List<String>> options(Input form) {
        var text = form.text("options", MOST_OPTIONS_TEXT);
        var options = text.map(lines -> Objects.requireNonNullElse(lines, "")
                .lines()
                .map(Texts::trim)
                .filter(line -> !line.isEmpty())
                .toList());
        var isTooMuch = options.over(List.of()).size() > CustomField.MOST_OPTIONS
                || options.over(List.of()).stream()
                        .anyMatch(option -> Texts.length(option) > CustomField.MOST_CHARACTERS);
        if (isTooMuch) {
            form.reject("options", Refusal.of("invalid"));
        }
        return options;
    }

    private Reply done(Visit visit, FormErrors mistake, String message, Object... values) {
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying(message, values) : reply;
        }
        return Reply.redirect("/settings/fields").saying(message, values);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var list = new FieldList(fields.all(visit.caller()), mistake);
        var template = visit.isPart() ? "fields/rows.jte" : "fields/list.jte";
        return mistake.isNone() ? Reply.page(template, list) : Reply.refused(template, list);
    }
}
