package leadhub.integrations.help;

import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import org.springframework.stereotype.Component;

/** The help page of each type, which is its file in {@code docs/integrations}; in English, for whoever asks. */
@Component
public class IntegrationHelp implements SiteRoutes.Provider {
    static final String PATH = "/help/integrations/";
    private static final String PAGE = "integrations/help.jte";

    private final HelpPages pages;

    IntegrationHelp(HelpPages pages) {
        this.pages = pages;
    }

    /** Where it is. */
    public static String url(String origin, String type) {
        return origin + PATH + type;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get(PATH + "{type}", call -> SiteTerms.USUAL, this::show);
    }

    /** Only types name files. */
    private SiteAnswer show(SiteCall call) {
        return SiteAnswer.pageIn("en", PAGE, pages.of(call.text(0)).orElseThrow(IntegrationHelp::unknown));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("integration.not_found")).exception();
    }
}
