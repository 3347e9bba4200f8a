package leadhub.emails;

import java.util.List;
import java.util.Locale;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * The model of an email's HTML.
 *
 * @param paragraphs as HTML, whatever leads said in it escaped
 * @param footer null for none
 */
public record EmailLetter(
        Locale locale,
        String subject,
        List<String> paragraphs,
        Words words,
        @Nullable EmailFooter footer) {
    public String language() {
        return locale.toLanguageTag();
    }

    public String direction() {
        return List.of("ar", "fa", "he", "ur").contains(locale.getLanguage()) ? "rtl" : "ltr";
    }
}
