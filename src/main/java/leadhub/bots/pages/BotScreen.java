package leadhub.bots.pages;

import java.util.Objects;
import leadhub.bots.Bot;
import leadhub.bots.BotTexts;
import leadhub.bots.flows.BotFigures;
import leadhub.panel.FormErrors;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * The model of a bot's page.
 *
 * @param origin under which the visitor sees us
 */
public record BotScreen(Bot bot, String origin, BotFigures.Counted figures, FormErrors mistake) {

    /** Where its own page is, which works without scripts. */
    public String url() {
        return origin + "/c/" + bot.id();
    }

    /** The line that puts it into a page. */
    public String code() {
        return "<script async src=\"" + url() + "/loader.js\"></script>";
    }

    /** A link to its page, which goes where the line above works. */
    public String linkCode() {
        return "<a href=\"" + url() + "\" data-fallback>" + escaped(bot.name()) + "</a>";
    }

    /** What a page's policy has to allow. */
    public String policy() {
        return "script-src " + origin + "; connect-src " + origin + "; img-src " + origin;
    }

    /** Whether it speaks that language beside its own. */
    public boolean speaks(String language) {
        return bot.terms().translations().containsKey(language);
    }

    public BotTexts texts(String language) {
        return Objects.requireNonNullElse(bot.terms().translations().get(language), BotTexts.USUAL);
    }

    /** A text that may be missing. */
    public String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What visitors read first, in the bot's own language. */
    public String greeting() {
        var own = bot.terms().texts().greeting();
        return own != null ? own : Words.in(bot.terms().language()).say("bots.start.contact.greeting");
    }

    /** A message in the bot's own language. */
    public String say(String key) {
        return Words.in(bot.terms().language()).say(key);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
