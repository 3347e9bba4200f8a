package leadhub.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import java.util.Map;

/** Our pages' templates, which were compiled with the program. */
public final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Templates() {}

    /** Fills a template; it knows the page as {@code page} and its model as {@code it}. */
    public static void fill(String template, Object page, Object model, TemplateOutput output) {
        ENGINE.render(template, Map.of("page", page, "it", model), output);
    }
}
