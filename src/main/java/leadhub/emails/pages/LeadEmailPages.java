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
import leadhub.emails.received.ReceivedEmail;
import leadhub.emails.received.ReceivedEmails;
import leadhub.emails.received.ReceivedFiles;
import leadhub.emails.sending.LeadEmails;
import leadhub.emails.sending.Receivers;
import leadhub.forms.files.KeptFile;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
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
            EmailTemplates templates,
            PlaceholderNames placeholders,
            Receivers receivers,
            PreviewForms previews,
            ReceivedEmails received,
            ReceivedFiles files) {}

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(ALL, Role.READ_ONLY, this::list)
                .get(ALL + "/new", Role.AGENT, this::compose)
                .post(ALL, Role.AGENT, this::send)
                .post(ALL + "/preview", Role.AGENT, this::preview)
                .get(ALL + "/{email}/files/{attachment}", Role.READ_ONLY, this::file);
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

    /** Saved and never shown. */
    private Reply file(Visit visit) {
        var email = writing.received()
                .find(visit.caller(), lead(visit), visit.id(1))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        var file = writing.files()
                .open(visit.caller(), email.attachments(), visit.call().text(2));
        return new Reply.WithHeaders(file.headers(), new Reply.Streamed(file.name(), KeptFile.TYPE, file.body()));
    }

    private Reply compose(Visit visit) {
        var lead = lead(visit);
        var template = visit.asked("template")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> writing.templates().find(visit.caller(), Long.parseLong(text)));
        var language = Objects.requireNonNullElse(
                visit.caller().region().language(), visit.page().language());
        var answered = answered(visit, lead, visit.asked("answers").orElse(""));
        var draft = template.map(EmailTemplate::draft)
                .orElse(new EmailDraft(answered == null ? "" : subject(answered), "", language));
        var preview =
                template.isEmpty() ? PreviewShown.NOTHING : writing.previews().of(visit.caller(), draft, lead);
        var chosen = template.map(EmailTemplate::id).orElse(0L);
        return Reply.page(PAGE, composing(visit, lead, EmailForm.of("", draft), chosen, preview, List.of(), answered));
    }

    private Reply send(Visit visit) {
        var lead = lead(visit);
        var draft = EmailForm.draft(visit.form());
        var answered = answered(visit, lead, visit.field("answers"));
        try {
            var form = EmailForm.of(visit.form(), () -> send(visit, lead, answered, draft));
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

    private void send(Visit visit, Lead lead, @Nullable ReceivedEmail answered, EmailDraft draft) {
        if (answered == null) {
            emails.send(visit.caller(), lead.id(), draft);
        } else {
            emails.answer(visit.caller(), lead.id(), answered.id(), draft);
        }
    }

    /** What the lead wrote that is to be answered; null for nothing. */
    private @Nullable ReceivedEmail answered(Visit visit, Lead lead, String id) {
        return id.matches("[0-9]{1,18}")
                ? writing.received()
                        .find(visit.caller(), lead, Long.parseLong(id))
                        .orElse(null)
                : null;
    }

    private static String subject(ReceivedEmail answered) {
        var subject = answered.subject();
        var isOne = subject.regionMatches(true, 0, "Re:", 0, 3);
        var whole = isOne ? subject : "Re: " + subject;
        return whole.codePointCount(0, whole.length()) <= EmailTemplate.MOST_SUBJECT
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, EmailTemplate.MOST_SUBJECT));
    }

    private Reply wrong(Visit visit, Lead lead, EmailForm form, List<Refusal> refusals) {
        var answered = answered(visit, lead, visit.field("answers"));
        return Reply.refused(PAGE, composing(visit, lead, form, 0, PreviewShown.NOTHING, refusals, answered));
    }

    private Reply preview(Visit visit) {
        var lead = lead(visit);
        var draft = EmailForm.draft(visit.form());
        var preview = writing.previews().of(visit.caller(), draft, lead.id(), visit.form());
        return visit.isPart()
                ? Reply.page("emails/preview.jte", preview)
                : Reply.page(
                        PAGE,
                        composing(
                                visit,
                                lead,
                                EmailForm.of(visit.form(), () -> {}),
                                0,
                                preview,
                                List.of(),
                                answered(visit, lead, visit.field("answers"))));
    }

    private Composing composing(
            Visit visit,
            Lead lead,
            EmailForm form,
            long chosen,
            PreviewShown preview,
            List<Refusal> refusals,
            @Nullable ReceivedEmail answered) {
        var caller = visit.caller();
        var to = answered == null ? lead.email() : answered.sender().email();
        var against = refusals.isEmpty()
                ? writing.receivers().refusal(caller, to).stream().toList()
                : refusals;
        return new Composing(
                lead,
                form,
                writing.templates().byName(caller),
                chosen,
                writing.placeholders().all(caller),
                against,
                preview,
                to,
                answered);
    }
}
