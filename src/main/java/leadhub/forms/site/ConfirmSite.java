package leadhub.forms.site;

import leadhub.base.Actor;
import leadhub.base.ProblemException;
import leadhub.forms.Form;
import leadhub.forms.Forms;
import leadhub.forms.mails.ConfirmationRequests;
import leadhub.forms.mails.Confirmations;
import leadhub.forms.mails.Confirmations.Link;
import leadhub.forms.submissions.SubmissionStatus;
import leadhub.forms.submissions.Submissions;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the link of an email leads. Looking at it changes nothing, for programs look too; the button confirms. */
@Component
class ConfirmSite implements SiteRoutes.Provider {
    private static final int MOST_BYTES = 1_000;

    private final Confirmations confirmations;
    private final ConfirmationRequests requests;
    private final Forms forms;
    private final Submissions submissions;
    private final Workspaces workspaces;

    ConfirmSite(
            Confirmations confirmations,
            ConfirmationRequests requests,
            Forms forms,
            Submissions submissions,
            Workspaces workspaces) {
        this.requests = requests;
        this.confirmations = confirmations;
        this.forms = forms;
        this.submissions = submissions;
        this.workspaces = workspaces;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/f/confirm/{token}", call -> SiteTerms.USUAL, this::ask)
                .post("/f/confirm/{token}", call -> SiteTerms.USUAL, MOST_BYTES, this::confirm);
    }

    /** What a link leads to. */
    private record Found(Link link, Form form) {}

    private SiteAnswer ask(SiteCall call) {
        var found = find(call);
        var submission = submissions.find(
                found.link().workspaceId(), found.form(), found.link().submissionId());
        if (submission.isEmpty()) {
            throw FormHosts.gone();
        }
        if (submission.get().status() != SubmissionStatus.PENDING) {
            return page(200, found.form(), FormEnd.confirmedBefore(found.form()));
        }
        return confirmations.isExpired(found.link())
                ? page(410, found.form(), FormEnd.expired(found.form(), itself(call)))
                : page(200, found.form(), FormEnd.asking(found.form(), itself(call)));
    }

    private SiteAnswer confirm(SiteCall call) {
        var found = find(call);
        var link = found.link();
        var form = found.form();
        if (confirmations.isExpired(link)) {
            return again(found);
        }
        var sender = workspaces.caller(link.workspaceId(), new Actor(Actor.Kind.FORM, form.id(), form.name()));
        try {
            return page(
                    200,
                    form,
                    submissions.confirm(sender, form.id(), link.submissionId())
                            ? FormEnd.sent(form)
                            : FormEnd.confirmedBefore(form));
        } catch (ProblemException e) {
            throw e.problem() instanceof leadhub.base.Problem.NotFound ? FormHosts.gone() : e;
        }
    }

    private static String itself(SiteCall call) {
        return "/f/confirm/" + call.text(0);
    }

    /** Whoever comes too late is mailed another link. */
    private SiteAnswer again(Found found) {
        var link = found.link();
        var form = found.form();
        var submission =
                submissions.find(link.workspaceId(), form, link.submissionId()).orElseThrow(FormHosts::gone);
        if (submission.status() != SubmissionStatus.PENDING) {
            return page(200, form, FormEnd.confirmedBefore(form));
        }
        requests.again(link);
        return page(410, form, FormEnd.expired(form, null));
    }

    private Found find(SiteCall call) {
        var link = confirmations.open(call.text(0)).orElseThrow(FormHosts::gone);
        return new Found(link, forms.find(link.workspaceId(), link.formId()).orElseThrow(FormHosts::gone));
    }

    private static SiteAnswer page(int status, Form form, FormEnd end) {
        return new SiteAnswer.Page(status, language(form), "forms/end.jte", end);
    }

    private static @Nullable String language(Form form) {
        return form.settings().language();
    }
}
