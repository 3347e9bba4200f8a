package leadhub.emails.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import leadhub.leads.record.Lead;
import leadhub.web.Words;

/**
 * A template as it is edited.
 *
 * @param id 0 for a new one
 * @param leads for whom a preview can be shown
 * @param chosen the lead for whom it is shown; 0 for none
 */
public record TemplateEditor(
        long id, EmailForm form, List<String> placeholders, List<Lead> leads, long chosen, PreviewShown preview) {

    public boolean isNew() {
        return id == 0;
    }

    public String action() {
        return isNew() ? "/settings/email-templates" : "/settings/email-templates/" + id;
    }

    /** Those that are spoken here, and the template's own. */
    public List<String> languages() {
        return Stream.concat(Words.LANGUAGES.stream(), Stream.of(form.typed("language")))
                .filter(language -> !language.isEmpty())
                .distinct()
                .toList();
    }

    public static String name(String language, Locale reader) {
        return Locale.forLanguageTag(language).getDisplayName(reader);
    }
}
