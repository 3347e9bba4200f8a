package leadhub.forms.site;

import leadhub.forms.mails.ResumeMails;
import leadhub.forms.partials.Partials;
import leadhub.forms.submissions.Submissions;
import leadhub.forms.visits.VisitHost;
import leadhub.forms.visits.Visits;
import leadhub.site.AllowedHosts;
import leadhub.site.Programs;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import org.springframework.stereotype.Component;

/** What a form's script tells before anything is sent: what its visitor does, what they have typed, and that it can't be shown. */
@Component
class FormSteps implements SiteRoutes.Provider {
    private static final int MOST_STEP_BYTES = 1_000;
    private static final int MOST_PARTIAL_BYTES = 64_000;

    private final FormHosts hosts;
    private final SentPage pages;
    private final Submissions submissions;
    private final Partials partials;
    private final Visits visits;
    private final ResumeMails mails;
    private final SuspectLimits limits;

    FormSteps(FormHosts hosts, SentPage pages, Submissions submissions, Keeping keeping, SuspectLimits limits) {
        this.hosts = hosts;
        this.pages = pages;
        this.submissions = submissions;
        this.partials = keeping.partials();
        this.visits = keeping.visits();
        this.mails = keeping.mails();
        this.limits = limits;
    }

    /** What is kept of it. */
    @Component
    record Keeping(Partials partials, Visits visits, ResumeMails mails) {}

    @Override
    public void declare(SiteRoutes routes) {
        routes.post("/f/{form}/steps", hosts::terms, MOST_STEP_BYTES, this::count)
                .post("/f/{form}/partial", hosts::terms, MOST_PARTIAL_BYTES, this::keep)
                // Pages that may not show the form are those that tell of it.
                .get("/f/{form}/blocked", call -> SiteTerms.embeddedBy(AllowedHosts.ANY), this::block);
    }

    /** That somebody has seen the form, begun to fill it in, or left; without knowing who. */
    private SiteAnswer count(SiteCall call) {
        var found = hosts.of(call);
        var told = call.json();
        var host = VisitHost.of(told.path("page").asString(""));
        if (!Programs.isOne(call) && mayTell(found, call)) {
            switch (told.path("step").asString("")) {
                case "seen" -> visits.seen(found.sender(), found.form().id(), host);
                case "begun" -> visits.begun(found.sender(), found.form().id(), host);
                case "left" ->
                    visits.left(found.sender(), found.form(), told.path("field").asString(""));
                default -> {
                    // A script of another version.
                }
            }
        }
        return new SiteAnswer.Empty(204);
    }

    /** Answered alike whatever becomes of it: only a page of ours has a token. */
    private SiteAnswer keep(SiteCall call) {
        var found = hosts.of(call);
        var body = SentPage.body(call);
        var form = found.form();
        var token = pages.token(form, body);
        var fields = token.map(page -> submissions.fieldsOf(found.sender(), form, page.version()));
        if (token.isPresent()
                && fields.isPresent()
                && !pages.isTrapped(body)
                && form.settings().storesPartial()
                && mayTell(found, call)
                && !pages.isBlocked(found, fields.get(), call, body)) {
            var typed = new Partials.Typed(
                    token.get().id(),
                    token.get().version(),
                    fields.get(),
                    body,
                    SentPage.evidence(
                            call,
                            body,
                            FormScreens.spoken(call, form),
                            token.get().id()),
                    body.path("_last").asString(""));
            partials.keep(found.sender(), form, typed);
            if (body.path("_mail").asString("").equals("1")) {
                mails.ask(found.sender().workspaceId(), form, token.get().id(), FormScreens.spoken(call, form));
            }
        }
        return new SiteAnswer.Empty(204);
    }

    private boolean mayTell(FormHosts.Found found, SiteCall call) {
        return limits.mayTell(found.form().id(), call.call().address(), call.bytes().length);
    }

    private SiteAnswer block(SiteCall call) {
        var found = hosts.of(call);
        if (!Programs.isOne(call) && mayTell(found, call)) {
            hosts.blocked(found, call.query());
        }
        return new SiteAnswer.Empty(204).with("Cache-Control", "no-store");
    }
}
