package leadhub.emails.pages;

import java.util.Objects;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailTemplate;
import leadhub.emails.EmailTemplateChange;
import leadhub.emails.EmailTemplates;
import leadhub.emails.NewEmailTemplate;
import leadhub.emails.PlaceholderNames;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Email templates. */
@Component
class TemplatePages implements PageRoutes.Provider {
    private static final String ALL = "/settings/email-templates";
    private static final String ONE = ALL + "/{id}";
    private static final String EDITOR = "emails/template.jte";

    private final EmailTemplates templates;
    private final PlaceholderNames placeholders;
    private final PreviewForms previews;

    TemplatePages(EmailTemplates templates, PlaceholderNames placeholders, PreviewForms previews) {
        this.templates = templates;
        this.placeholders = placeholders;
        this.previews = previews;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, this::list)
                .inSettings(95, "settings", "email-templates.title")
                .get(ALL + "/new", Role.MANAGER, this::blank)
                .get(ONE, Role.MANAGER, this::show)
                .post(ALL, Role.MANAGER, this::create)
                .post(ALL + "/preview", Role.MANAGER, visit -> preview(visit, 0))
                .post(ONE, Role.MANAGER, this::change)
                .post(
                        ONE + "/preview",
                        Role.MANAGER,
                        visit -> preview(visit, template(visit).id()))
                .post(ONE + "/delete", Role.MANAGER, this::delete);
    }

    private EmailTemplate template(Visit visit) {
        return templates.get(visit.caller(), visit.id(0));
    }

    private Reply list(Visit visit) {
        return Reply.page("emails/templates.jte", templates.byName(visit.caller()));
    }

    private Reply blank(Visit visit) {
        var language = Objects.requireNonNullElse(
                visit.caller().region().language(), visit.page().language());
        return Reply.page(
                EDITOR, editor(visit, 0, EmailForm.of("", new EmailDraft("", "", language)), PreviewShown.NOTHING, 0));
    }

    private Reply show(Visit visit) {
        var template = template(visit);
        var leads = previews.leads(visit.caller());
        var preview = leads.isEmpty()
                ? PreviewShown.NOTHING
                : previews.of(visit.caller(), template.draft(), leads.getFirst().id(), visit.form());
        var chosen = leads.isEmpty() ? 0 : leads.getFirst().id();
        return Reply.page(
                EDITOR, editor(visit, template.id(), EmailForm.of(template.name(), template.draft()), preview, chosen));
    }

    private Reply create(Visit visit) {
        var name = name(visit);
        var draft = EmailForm.draft(visit.form());
        var form =
                EmailForm.of(visit.form(), () -> templates.create(visit.caller(), new NewEmailTemplate(name, draft)));
        return form.isFine() ? Reply.redirect(ALL).saying("email-templates.created", name) : wrong(visit, 0, form);
    }

    private Reply change(Visit visit) {
        var template = template(visit);
        var name = name(visit);
        var draft = EmailForm.draft(visit.form());
        var change = new EmailTemplateChange(
                Change.set(name), Change.set(draft.subject()), Change.set(draft.body()), Change.set(draft.language()));
        var form = EmailForm.of(visit.form(), () -> templates.change(visit.caller(), template.id(), change));
        return form.isFine() ? Reply.redirect(ALL).saying("settings.saved") : wrong(visit, template.id(), form);
    }

    private Reply delete(Visit visit) {
        var template = template(visit);
        return InUse.ask(visit, ALL, () -> {
            templates.delete(visit.caller(), template.id(), InUse.isForced(visit));
            return Reply.redirect(ALL).saying("email-templates.deleted", template.name());
        });
    }

    /** Beside the form while it is written; in its page for browsers without scripts. */
    private Reply preview(Visit visit, long id) {
        var preview = previews.of(visit.caller(), visit.form());
        if (visit.isPart()) {
            return Reply.page("emails/preview.jte", preview);
        }
        var chosen = visit.form().integer("lead").over(null);
        return Reply.page(
                EDITOR, editor(visit, id, EmailForm.of(visit.form(), () -> {}), preview, chosen == null ? 0 : chosen));
    }

    private Reply wrong(Visit visit, long id, EmailForm form) {
        return Reply.refused(EDITOR, editor(visit, id, form, PreviewShown.NOTHING, 0));
    }

    private TemplateEditor editor(Visit visit, long id, EmailForm form, PreviewShown preview, long chosen) {
        return new TemplateEditor(
                id, form, placeholders.all(visit.caller()), previews.leads(visit.caller()), chosen, preview);
    }

    private static String name(Visit visit) {
        var name = visit.form().text("name", EmailTemplate.MOST_NAME).over(null);
        visit.form().require("name");
        return name == null ? "" : name;
    }
}
