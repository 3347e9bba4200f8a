package leadhub.forms.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.forms.Form;
import leadhub.forms.FormReader;
import leadhub.forms.Forms;
import leadhub.forms.fields.FormField;
import leadhub.forms.watch.FormHealths;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The builder: what a form asks in which order, what it does besides, and how it looks now. Each part saves as it changes. */
@Component
class BuilderPages implements PageRoutes.Provider {
    private final Forms forms;
    private final FormReader reader;
    private final FormChoices choices;
    private final FormHealths healths;

    BuilderPages(Forms forms, FormReader reader, FormChoices choices, FormHealths healths) {
        this.healths = healths;
        this.forms = forms;
        this.reader = reader;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/forms/{id}", Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .post("/forms/{id}", Role.MANAGER, this::changeSettings)
                .post("/forms/{id}/fields", Role.MANAGER, this::add)
                .post("/forms/{id}/fields/{key}", Role.MANAGER, this::changeField)
                .post("/forms/{id}/fields/{key}/delete", Role.MANAGER, this::deleteField);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var form = forms.get(visit.caller(), visit.id(0));
        var builder = new FormBuilder(
                form,
                choices.of(visit.caller()),
                visit.origin(),
                healths.of(visit.caller(), form).orElse(null),
                mistake);
        var template = visit.isPart() ? "forms/builder-parts.jte" : "forms/builder.jte";
        return mistake.isNone() ? Reply.page(template, builder) : Reply.refused(template, builder);
    }

    private Reply changeSettings(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        return saved(visit, "settings", form, SettingsForm.body(visit));
    }

    private Reply add(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        var fields = fields(form);
        var type = visit.field("type");
        var field = Json.MAPPER.createObjectNode().put("key", FieldForm.key(form, visit.field("label")));
        field.put("type", type).put("label", visit.field("label"));
        if (type.matches("select|radio|multi_select")) {
            field.putArray("options")
                    .add(visit.page().say("forms.option", 1))
                    .add(visit.page().say("forms.option", 2));
        }
        fields.add(field);
        return saved(visit, "new", form, body(fields));
    }

    private Reply changeField(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        var fields = fields(form);
        var place = place(form, visit.call().text(1));
        var field = fields.get(place);
        var position = visit.form().integer("position").over(null);
        if (position == null) {
            FieldForm.change(visit, form.fields().get(place), field);
        } else {
            fields.remove(place);
            fields.add(Math.clamp(position - 1, 0, fields.size()), field);
        }
        return saved(visit, FormBuilder.form(form.fields().get(place)), form, body(fields));
    }

    private Reply deleteField(Visit visit) {
        var form = forms.get(visit.caller(), visit.id(0));
        var fields = fields(form);
        var place = place(form, visit.call().text(1));
        fields.remove(place);
        return saved(visit, FormBuilder.form(form.fields().get(place)), form, body(fields));
    }

    private static int place(Form form, String key) {
        return form.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(form.fields()::indexOf)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    private static List<ObjectNode> fields(Form form) {
        return new ArrayList<>(form.fields().stream().map(FormField::json).toList());
    }

    private static ObjectNode body(List<ObjectNode> fields) {
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("fields");
        fields.forEach(list::add);
        return body;
    }

    /** Reads it as the API would, so that pages have no rules of their own. */
    private Reply saved(Visit visit, String name, Form form, ObjectNode body) {
        var mistake = FormErrors.of(name, visit.form(), () -> {
            try {
                var change = reader.change(visit.caller(), new Input(body), form.settings());
                forms.change(visit.caller(), form.id(), change, visit.origin());
            } catch (ProblemException e) {
                throw e.problem() instanceof Problem.Invalid(var errors)
                        ? new Problem.Invalid(byMember(errors)).exception()
                        : e;
            }
        });
        if (!mistake.isNone() || visit.isPart()) {
            var reply = show(visit, mistake);
            return mistake.isNone() ? reply.saying("settings.saved") : reply;
        }
        return Reply.redirect("/forms/" + form.id()).saying("settings.saved");
    }

    /** {@code fields.2.options.0} is about the options. */
    private static Map<String, List<Refusal>> byMember(Map<String, List<Refusal>> errors) {
        var members = new LinkedHashMap<String, List<Refusal>>();
        errors.forEach((path, refusals) -> members.putIfAbsent(
                path.replaceFirst("^(fields\\.[0-9]+|settings)\\.", "").replaceFirst("\\..*", ""), refusals));
        return members;
    }
}
