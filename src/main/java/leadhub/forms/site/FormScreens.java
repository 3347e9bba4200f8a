package leadhub.forms.site;

import java.util.Objects;
import leadhub.forms.Form;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/** What all pages of a form have in common: where it is sent, and which language it speaks. */
final class FormScreens {
    private FormScreens() {}

    static String action(Form form) {
        return "/f/" + form.publicId();
    }

    static SiteAnswer page(int status, SiteCall call, Form form, String template, Object model) {
        return new SiteAnswer.Page(status, language(call, form), template, model);
    }

    static SiteAnswer end(int status, SiteCall call, FormEnd end) {
        return page(status, call, end.form(), "forms/end.jte", end);
    }

    /** The form's own, else the one that the page asks for; null for the browser's. */
    private static @Nullable String language(SiteCall call, Form form) {
        var own = form.settings().language();
        return own != null
                ? own
                : call.query().value("lang").filter(Words.LANGUAGES::contains).orElse(null);
    }

    /** The same, or what the browser asks for. */
    static String spoken(SiteCall call, Form form) {
        return Objects.requireNonNullElseGet(
                language(call, form),
                () -> Words.preferred(call.header("Accept-Language").orElse(null))
                        .locale()
                        .toLanguageTag());
    }
}
