package leadhub.forms.site;

import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.forms.Form;
import leadhub.forms.FormStatus;
import leadhub.forms.Forms;
import leadhub.site.AllowedHosts;
import leadhub.site.SiteTerms;
import leadhub.web.Call;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Finds the form behind an address, and says whose pages may embed it. */
@Component
class FormHosts {
    private final Forms forms;
    private final Workspaces workspaces;

    FormHosts(Forms forms, Workspaces workspaces) {
        this.forms = forms;
        this.workspaces = workspaces;
    }

    /** A form, and who sends something by it: nobody in particular, in the form's workspace. */
    record Found(Form form, Caller sender) {}

    /** No list means that it may be embedded anywhere. */
    SiteTerms terms(Call call) {
        var hosts = find(call.text(0)).settings().allowedHosts();
        return SiteTerms.embeddedBy(hosts.isEmpty() ? AllowedHosts.ANY : AllowedHosts.of(hosts));
    }

    /** The form with that public id now; a draft is nobody's to see. */
    Form find(String publicId) {
        return forms.place(publicId)
                .flatMap(place -> forms.find(place.workspaceId(), place.formId()))
                .filter(form -> form.terms().status() != FormStatus.DRAFT)
                .orElseThrow(FormHosts::gone);
    }

    /** The same with its sender. */
    Found find(Call call) {
        var place = forms.place(call.text(0)).orElseThrow(FormHosts::gone);
        var form = find(call.text(0));
        var workspace = workspaces.caller(place.workspaceId(), new Actor(Actor.Kind.FORM, form.id(), form.name()));
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

    static RuntimeException gone() {
        return new Problem.NotFound(Refusal.of("form.gone")).exception();
    }
}
