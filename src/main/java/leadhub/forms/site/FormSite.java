package leadhub.forms.site;

import java.nio.charset.StandardCharsets;
import leadhub.forms.files.FormFiles;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import org.springframework.stereotype.Component;

/** A form's own page, and what scripts of other pages show of it. Works without scripts and without cookies. */
@Component
class FormSite implements SiteRoutes.Provider {
    private final FormHosts hosts;
    private final FreshPages pages;
    private final FormDefinitions definitions;
    private final FormPost post;

    FormSite(FormHosts hosts, FreshPages pages, FormDefinitions definitions, FormPost post) {
        this.hosts = hosts;
        this.pages = pages;
        this.definitions = definitions;
        this.post = post;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/f/{form}", hosts::terms, this::show)
                .postFiles("/f/{form}", hosts::terms, FormFiles.LIMITS, post::submit)
                .get("/f/{form}/theme.css", hosts::terms, this::theme)
                .get("/f/{form}/definition.json", hosts::terms, this::define)
                .get("/f/{form}/challenge.json", hosts::terms, this::challenge)
                .get("/embed.js", call -> SiteTerms.USUAL, call -> definitions.script());
    }

    private SiteAnswer show(SiteCall call) {
        var found = hosts.of(call);
        var form = found.form();
        hosts.framed(found, call);
        // Where a link is all that is left of it.
        hosts.blocked(found, call.query());
        if (!pages.areTaken(form)) {
            return FormScreens.end(200, call, FormEnd.closed(form));
        }
        return FormScreens.page(200, call, form, "forms/page.jte", pages.asked(found, call.query()));
    }

    private SiteAnswer theme(SiteCall call) {
        var css = ThemeCss.of(hosts.of(call).form().settings());
        return new SiteAnswer.Content(200, "text/css;charset=UTF-8", css.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-cache");
    }

    private SiteAnswer define(SiteCall call) {
        var found = hosts.of(call);
        var form = found.form();
        var shown = pages.embedded(found, call.call().origin() + FormScreens.action(form));
        return SiteAnswer.json(200, definitions.of(shown, pages.areTaken(form), FormScreens.spoken(call, form)));
    }

    private SiteAnswer challenge(SiteCall call) {
        return SiteAnswer.json(200, pages.challenge(hosts.of(call).form()));
    }
}
