package leadhub.emails;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import org.springframework.stereotype.Component;

/** What may be written to leads: plain placeholders with names that exist. */
@Component
public class DraftRules {
    private final PlaceholderNames names;

    DraftRules(PlaceholderNames names) {
        this.names = names;
    }

    /** Refuses whatever is wrong, at {@code subject}, {@code body} and {@code language}. */
    public void check(Caller caller, EmailDraft draft) {
        var errors = new Errors();
        check(caller, draft.subject(), refusal -> errors.add("subject", refusal));
        check(caller, draft.body(), refusal -> errors.add("body", refusal));
        if (!isLanguage(draft.language())) {
            errors.add("language", Refusal.of("in"));
        }
        errors.check();
    }

    /** What speaks against a text; empty where nothing does. */
    public Optional<Refusal> refusal(Caller caller, String text) {
        var wrong = new ArrayList<Refusal>();
        check(caller, text, wrong::add);
        return wrong.stream().findFirst();
    }

    private void check(Caller caller, String text, Consumer<Refusal> wrong) {
        try {
            EmailText.of(text).placeholders().stream()
                    .map(EmailText.Placeholder::name)
                    .filter(name -> !names.contains(caller, name))
                    .findFirst()
                    .ifPresent(name ->
                            wrong.accept(Refusal.of("email.placeholder_unknown").with("name", shown(name))));
        } catch (EmailText.Malformed e) {
            wrong.accept(e.refusal());
        }
    }

    private static String shown(String name) {
        var most = 60;
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(0, name.offsetByCodePoints(0, most)) + "…";
    }

    private static boolean isLanguage(String language) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(language)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
