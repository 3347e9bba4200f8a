package leadhub.bots.pages;

import java.util.List;
import leadhub.bots.Bot;
import leadhub.bots.identity.IdentityKey;

/**
 * The model of the page with a bot's keys.
 *
 * @param secret of a key that was made just now; "" for none
 */
public record IdentityScreen(Bot bot, List<IdentityKey> keys, String secret, String origin) {
    public String path() {
        return "/settings/bots/" + bot.id() + "/identity";
    }

    public boolean isFull() {
        return keys.size() >= IdentityKey.MOST;
    }

    /** The line that puts the bot into a page of somebody who is signed in. */
    public String code() {
        return "<script async src=\"" + origin + "/c/" + bot.id() + "/loader.js\" data-identity=\"TOKEN\"></script>";
    }

    /** What a token says. */
    public String claims() {
        return """
                {"aud": "%s", "sub": "42", "exp": 1767225600,
                 "email": "sarah@example.com", "given_name": "Sarah", "family_name": "Miller"}""".formatted(bot.id());
    }

    @Override
    public String toString() {
        return "IdentityScreen[" + bot + "]";
    }
}
