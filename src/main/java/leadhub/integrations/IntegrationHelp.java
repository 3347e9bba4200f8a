package leadhub.integrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    private static final String PATH = "/help/integrations/";
    private static final String PAGE = "integrations/help.jte";

    private final IntegrationTypes types;

    IntegrationHelp(IntegrationTypes types) {
        this.types = types;
    }

    /** @param html of the file's text; it has been escaped */
    public record Page(String title, String html) {}

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
        var type = types.find(call.text(0)).orElseThrow(IntegrationHelp::unknown);
        var text = text(type.about().key()).orElseThrow(IntegrationHelp::unknown);
        return SiteAnswer.pageIn("en", PAGE, new Page(type.about().name(), new HelpText(PATH).html(text)));
    }

    private static Optional<String> text(String type) {
        try (var file = IntegrationHelp.class.getResourceAsStream("/help/integrations/" + type + ".md")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("integration.not_found")).exception();
    }
}
