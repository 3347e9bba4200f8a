package leadhub.emails.pages;

import java.util.List;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.emails.EmailDraft;
import leadhub.emails.EmailTemplate;
import leadhub.emails.EmailTemplates;
import leadhub.emails.PlaceholderNames;
import leadhub.emails.sending.LeadEmails;
import leadhub.emails.sending.Receivers;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Writing an email to a lead: with a template or without, and with a preview that is what the lead gets. */
@Component
class LeadEmailPages implements PageRoutes.Provider {
    private static final String ALL = "/leads/{id}/emails";
    private static final String PAGE = "emails/compose.jte";

    private final LeadEmails emails;
    private final Leads leads;
    private final EmailSection section;
    private final Writing writing;

    LeadEmailPages(LeadEmails emails, Leads leads, EmailSection section, Writing writing) {
        this.emails = emails;
        this.leads = leads;
        this.section = section;
        this.writing = writing;
    }

    /** What an email is written with. */
    @Component
    record Writing(
            EmailTemplates templates, PlaceholderNames placeholders, Receivers receivers, PreviewForms previews) {}

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ALL, Role.READ_ONLY, this::list)
                .get(ALL + "/new", Role.AGENT, this::compose)
                .post(ALL, Role.AGENT, this::send)
                .post(ALL + "/preview", Role.AGENT, this::preview);
    }

    private Lead lead(Visit visit) {
        return leads.get(visit.caller(), visit.id(0));
    }

    private Reply list(Visit visit) {
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(Long.MAX_VALUE);
        return Reply.page("emails/rows.jte", section.read(visit, lead(visit), before));
    }

    private Reply compose(Visit visit) {
        var lead = lead(visit);
        var template = visit.asked("template")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> writing.templates().find(visit.caller(), Long.parseLong(text)));
        var language = Objects.requireNonNullElse(
                visit.caller().region().language(), visit.page().language());
        var draft = template.map(EmailTemplate::draft).orElse(new EmailDraft("", "", language));
        var preview =
                template.isEmpty() ? PreviewShown.NOTHING : writing.previews().of(visit.caller(), draft, lead);
        var chosen = template.map(EmailTemplate::id).orElse(0L);
        return Reply.page(PAGE, composing(visit, lead, EmailForm.of("", draft), chosen, preview, List.of()));
    }

    private Reply send(Visit visit) {
        var lead = lead(visit);
        var draft = EmailForm.draft(visit.form());
        try {
            var form = EmailForm.of(visit.form(), () -> emails.send(visit.caller(), lead.id(), draft));
            return form.isFine()
                    ? Reply.redirect("/leads/" + lead.id() + "#emails").saying("lead-emails.queued")
                    : wrong(visit, lead, form, List.of());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict(var refusal)) {
                return wrong(visit, lead, EmailForm.of(visit.form(), () -> {}), List.of(refusal));
            }
            throw e;
        }
    }

    private Reply wrong(Visit visit, Lead lead, EmailForm form, List<Refusal> refusals) {
        return Reply.refused(PAGE, composing(visit, lead, form, 0, PreviewShown.NOTHING, refusals));
    }

    private Reply preview(Visit visit) {
        var lead = lead(visit);
        var draft = EmailForm.draft(visit.form());
        var preview = writing.previews().of(visit.caller(), draft, lead.id(), visit.form());
        return visit.isPart()
                ? Reply.page("emails/preview.jte", preview)
                : Reply.page(PAGE, composing(visit, lead, EmailForm.of(visit.form(), () -> {}), 0, preview, List.of()));
    }

    private Composing composing(
            Visit visit, Lead lead, EmailForm form, long chosen, PreviewShown preview, List<Refusal> refusals) {
        var caller = visit.caller();
        var against = refusals.isEmpty()
                ? writing.receivers().refusal(caller, lead).stream().toList()
                : refusals;
        return new Composing(
                lead,
                form,
                writing.templates().byName(caller),
                chosen,
                writing.placeholders().all(caller),
                against,
                preview);
    }
}
