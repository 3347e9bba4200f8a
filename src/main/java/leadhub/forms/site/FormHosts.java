package leadhub.forms.site;

import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.forms.Form;
import leadhub.forms.FormStatus;
import leadhub.forms.Forms;
import leadhub.forms.visits.VisitHost;
import leadhub.forms.visits.Visits;
import leadhub.site.AllowedHosts;
import leadhub.site.SiteCall;
import leadhub.site.SiteTerms;
import leadhub.web.Call;
import leadhub.web.input.Query;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Finds the form behind an address, and says whose pages may embed it. */
@Component
class FormHosts {
    private final Forms forms;
    private final Workspaces workspaces;
    private final Visits visits;

    FormHosts(Forms forms, Workspaces workspaces, Visits visits) {
        this.forms = forms;
        this.workspaces = workspaces;
        this.visits = visits;
    }

    /** What {@link #terms} found for a call, or would. */
    Found of(SiteCall call) {
        return call.sender(Found.class).orElseGet(() -> find(call.call()));
    }

    /** A form, and who sends something by it: nobody in particular, in the form's workspace. */
    record Found(Form form, Caller sender) {}

    /** No list means that it may be embedded anywhere. */
    SiteTerms terms(Call call) {
        var found = find(call);
        return SiteTerms.embeddedBy(allowed(found.form()), found);
    }

    private static AllowedHosts allowed(Form form) {
        var hosts = form.settings().allowedHosts();
        return hosts.isEmpty() ? AllowedHosts.ANY : AllowedHosts.of(hosts);
    }

    /**
     * A page says that it can't show a form: because of its own policy, if it says so ({@code _by=policy}), or because of the form's list
     * of hosts, if it isn't on it.
     */
    void blocked(Found found, Query query) {
        var origin = query.value("_page").orElse("");
        var host = VisitHost.of(origin);
        if (!host.equals(VisitHost.OWN)) {
            count(found, origin, query.value("_by").orElse("").equals("policy"));
        }
    }

    /**
     * A browser asks for a form to show it in a frame of a page, and won't if that page isn't on the form's list. A page that keeps its
     * address to itself may well be on it.
     */
    void framed(Found found, SiteCall call) {
        var page = call.header("Referer").orElse("");
        if (call.header("Sec-Fetch-Dest").orElse("").equals("iframe")
                && !VisitHost.of(page).equals(VisitHost.OWN)
                && !page.startsWith(call.call().origin() + "/")) {
            count(found, page, false);
        }
    }

    private void count(Found found, String page, boolean isPolicy) {
        var form = found.form();
        if (!allowed(form).allow(page)) {
            visits.blocked(found.sender(), form.id(), VisitHost.of(page), Visits.Block.HOSTS);
        } else if (isPolicy) {
            visits.blocked(found.sender(), form.id(), VisitHost.of(page), Visits.Block.POLICY);
        }
    }

    /** The form with that public id now, and its sender; a draft is nobody's to see. */
    private Found find(Call call) {
        var shown = shown(call.text(0));
        var form = shown.form();
        var workspace =
                workspaces.rememberedCaller(shown.workspaceId(), new Actor(Actor.Kind.FORM, form.id(), form.name()));
        return new Found(
                form,
                new Caller(
                        workspace.workspaceId(),
                        workspace.region(),
                        workspace.role(),
                        workspace.actor(),
                        call.address(),
                        call.requestId()));
    }

    private Forms.Shown shown(String publicId) {
        return forms.shown(publicId)
                .filter(shown -> shown.form().terms().status() != FormStatus.DRAFT)
                .orElseThrow(FormHosts::gone);
    }

    static RuntimeException gone() {
        return new Problem.NotFound(Refusal.of("form.gone")).exception();
    }
}
