package leadhub.forms.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import leadhub.forms.submissions.FormIntake;
import leadhub.forms.submissions.Submission;
import leadhub.forms.submissions.SubmissionStatus;
import leadhub.forms.submissions.Submissions;
import leadhub.intake.IntakeQuota;
import leadhub.intake.IntakeSource;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Takes what strangers send by a form: from its page, from a script, and from somebody's own HTML. */
@Component
class FormPost {
    private final FormHosts hosts;
    private final SentPage pages;
    private final Submissions submissions;
    private final FormIntake intake;
    private final SentTogether together;
    private final Limits limits;

    FormPost(FormHosts hosts, SentPage pages, Submissions submissions, Taking taking, Limits limits) {
        this.hosts = hosts;
        this.pages = pages;
        this.submissions = submissions;
        this.intake = taking.intake();
        this.together = taking.together();
        this.limits = limits;
    }

    /** Who takes it. */
    @Component
    record Taking(FormIntake intake, SentTogether together) {}

    /** How much is kept. */
    @Component
    record Limits(IntakeQuota quota, SuspectLimits suspects) {}

    SiteAnswer submit(SiteCall call) {
        var found = hosts.of(call);
        var form = found.form();
        var body = SentPage.body(call);
        var spoken = FormScreens.spoken(call, form);
        if (!call.wantsPage()) {
            return submitByScript(call, found, body, spoken);
        }
        if (pages.isWorkExpired(form, body)) {
            // It lay open for long; what was typed stays, and its script works once more.
            return again(200, call, found, body, Map.of(), "forms.page.check");
        }
        var isChecked = form.settings().minSeconds() > 0 || form.settings().asksForWork();
        if (isChecked && pages.token(form, body).isEmpty() && !pages.isTrapped(body)) {
            // A form in somebody's own HTML, or a page that lay open for long: whoever it is looks once more and sends
            // it.
            return again(200, call, found, body, Map.of(), "forms.page.check");
        }
        try {
            var submission = take(found, call, body, spoken);
            return FormScreens.end(200, call, end(form, submission));
        } catch (ProblemException e) {
            return switch (e.problem()) {
                case Problem.Invalid(var errors) -> again(422, call, found, body, errors, "");
                case Problem.Conflict conflict -> FormScreens.end(409, call, FormEnd.closed(form));
                // No room for what was attached, for one: nothing is kept, and what was typed stays.
                case Problem.Unavailable(var after) ->
                    again(503, call, found, body, Map.of(), "forms.page.failed")
                            .with("Retry-After", Long.toString(after.toSeconds()));
                default -> throw e;
            };
        }
    }

    /** Of what is suspected, only so much is kept; all of it is answered like what isn't. */
    private Submission take(FormHosts.Found found, SiteCall call, ObjectNode body, String language) {
        var form = found.form();
        var sent = pages.read(found, fieldsOf(found, body), call, body, language);
        var received = SentPage.received(found, call);
        if (sent.suspicion() == null) {
            limits.quota().take(found.sender().workspaceId(), IntakeSource.FORM, form.id(), received.size());
            return together.take(found, call, sent, received);
        }
        return switch (limits.suspects().take(form.id(), call.call().address(), received.size())) {
            case SUBMISSION -> together.takeAlone(found, call, sent, received);
            case ROW -> call.inTurn(() -> intake.keepApart(found.sender(), form, sent, received));
            case NOTHING -> intake.leave(form, sent);
        };
    }

    /** What was typed stays, but for files, which no page can fill in. */
    private SiteAnswer again(
            int status,
            SiteCall call,
            FormHosts.Found found,
            ObjectNode body,
            Map<String, List<Refusal>> errors,
            String notice) {
        var form = found.form();
        var token =
                pages.token(form, body).isPresent() ? body.path(SentPage.TOKEN).asString("") : pages.issueAgain(form);
        var shown = new FormPage(
                form,
                fieldsOf(found, body),
                FormScreens.action(form),
                token,
                SentPage.typed(body),
                errors,
                notice,
                pages.mailsLinks(found),
                pages.now(found));
        return FormScreens.page(status, call, form, "forms/page.jte", shown);
    }

    /** Those of the page that it was sent from. */
    private List<FormField> fieldsOf(FormHosts.Found found, ObjectNode body) {
        var form = found.form();
        return submissions.fieldsOf(
                found.sender(),
                form,
                pages.token(form, body).map(FormTokens.Token::version).orElse(form.version()));
    }

    private static FormEnd end(Form form, Submission submission) {
        return isPending(form, submission) ? FormEnd.pending(form) : FormEnd.sent(form);
    }

    /** A trap answers as if it were none. */
    private static boolean isPending(Form form, Submission submission) {
        return submission.status() == SubmissionStatus.PENDING
                || submission.status() == SubmissionStatus.SPAM
                        && form.settings().isDoubleOptIn();
    }

    private SiteAnswer submitByScript(SiteCall call, FormHosts.Found found, ObjectNode body, String language) {
        var form = found.form();
        if (pages.isExpired(form, body)) {
            throw Problem.invalid(SentPage.TOKEN, Refusal.of("form.expired")).exception();
        }
        if (pages.isWorkExpired(form, body)) {
            throw Problem.invalid(SentPage.WORK, Refusal.of("form.work_expired"))
                    .exception();
        }
        try {
            var submission = take(found, call, body, language);
            return SiteAnswer.json(201, sent(form, submission, Words.in(language)));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors) && body.has("_language")) {
                return SiteAnswer.json(422, refused(errors, Words.in(language)));
            }
            throw e;
        }
    }

    record Sent(String status, String message, @Nullable String redirectUrl) {}

    private static Sent sent(Form form, Submission submission, Words words) {
        var own = form.settings().successMessage();
        return isPending(form, submission)
                ? new Sent("pending", words.say("forms.page.pending"), null)
                : new Sent(
                        "accepted",
                        own == null ? words.say("forms.page.sent") : own,
                        form.settings().redirectUrl());
    }

    record Refused(String status, String message, String code, Map<String, List<String>> errors) {}

    /** In the page's language, for scripts of ours that say which it is. */
    private static Refused refused(Map<String, List<Refusal>> errors, Words words) {
        var worded = new LinkedHashMap<String, List<String>>();
        errors.forEach((key, refusals) ->
                worded.put(key, refusals.stream().map(words::refusal).toList()));
        return new Refused("error", words.say("wrong.invalid"), "VALIDATION_FAILED", worded);
    }
}
