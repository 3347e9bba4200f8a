package leadhub.integrations.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.IntegrationType.Category;
import leadhub.integrations.IntegrationTypes;
import leadhub.panel.Page;
import leadhub.web.Words;

/**
 * What can be connected.
 *
 * @param search what is looked for, as typed
 */
public record Gallery(String search, List<IntegrationType> found) {
    /** Looks at names and descriptions, in the page's language too. */
    static Gallery of(Page page, IntegrationTypes types, String search) {
        var words = Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Gallery(
                search,
                types.all().stream()
                        .filter(type -> words.stream().allMatch(text(page, type)::contains))
                        .toList());
    }

    private static String text(Page page, IntegrationType type) {
        var about = type.about();
        return String.join(
                        " ",
                        about.name(),
                        Words.in("en").say(about.description()),
                        page.say(about.description()),
                        page.say("integrations.category." + about.category().word()))
                .toLowerCase(Locale.ROOT);
    }

    /** Those with anything in them. */
    public List<Category> categories() {
        return found.stream().map(type -> type.about().category()).distinct().toList();
    }

    public List<IntegrationType> in(Category category) {
        return found.stream()
                .filter(type -> type.about().category() == category)
                .toList();
    }
}
