package leadhub.bots.pages;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.web.Words;
import tools.jackson.databind.node.ObjectNode;

/** What a new bot begins with, in all languages: it works after one choice. */
public enum BotStart {
    CONTACT(true, false),
    DEMO(true, true),
    SUPPORT(true, false),
    AFTER_HOURS(true, true);

    private final boolean asksEmail;
    private final boolean asksPhone;

    BotStart(boolean asksEmail, boolean asksPhone) {
        this.asksEmail = asksEmail;
        this.asksPhone = asksPhone;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BotStart> ofWord(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Writes it into a body that makes a bot. @param language of the bot */
    void fill(ObjectNode body, String language) {
        body.put("asks_email", asksEmail).put("asks_phone", asksPhone);
        body.put("greeting", text(language, "greeting")).put("answer", text(language, "answer"));
        var translations = body.putObject("translations");
        Words.LANGUAGES.stream()
                .filter(other -> !other.equals(language))
                .forEach(other -> translations
                        .putObject(other)
                        .put("greeting", text(other, "greeting"))
                        .put("answer", text(other, "answer")));
    }

    private String text(String language, String which) {
        return Words.in(language).say("bots.start." + word() + "." + which);
    }
}
