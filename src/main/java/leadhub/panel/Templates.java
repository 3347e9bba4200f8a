package leadhub.panel;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import java.util.Map;

/** The panel's templates, which were compiled with the program. */
final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Templates() {}

    /** Fills a template; it knows the page as {@code page} and its model as {@code it}. */
    static void fill(String template, Page page, Object model, TemplateOutput output) {
        ENGINE.render(template, Map.of("page", page, "it", model), output);
    }
}
