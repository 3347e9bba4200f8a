package leadhub.forms.site;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.Times;
import leadhub.forms.Form;
import org.springframework.stereotype.Component;

/**
 * What a form's page bears in place of a cookie: when and with which version of the form it was made, and an id that makes
 * sending it twice one submission. Sealed, so that nobody makes one up; the id stands before it too, for scripts of the page.
 */
@Component
class FormTokens {
    /** How long a page may lie open. */
    static final Duration GOOD = Duration.ofDays(7);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_CHARACTERS = 400;
    private static final String SEPARATOR = ".";

    private final Seal seal;
    private final Clock clock;

    FormTokens(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** A page's token, opened. */
    record Token(String id, int version, Instant madeAt) {
        boolean isExpired(Instant now) {
            return now.isAfter(madeAt.plus(GOOD));
        }

        /** Whether nobody could have filled it in since. */
        boolean isYounger(Duration least, Instant now) {
            return now.isBefore(madeAt.plus(least));
        }
    }

    /** One for a page that is made now. */
    String issue(Form form) {
        return issue(form, Times.now(clock));
    }

    /** One for a page that was filled in before, so that nobody is taken for a machine who sends it again at once. */
    String issueAgain(Form form) {
        return issue(form, Times.now(clock).minusSeconds(form.settings().minSeconds()));
    }

    /** The same for one that somebody goes on with: sent from either page, it is sent once. */
    String issueAgain(Form form, String id) {
        return issue(form, id, Times.now(clock).minusSeconds(form.settings().minSeconds()));
    }

    private String issue(Form form, Instant at) {
        var id = new byte[12];
        RANDOM.nextBytes(id);
        return issue(form, base64(id), at);
    }

    private String issue(Form form, String id, Instant at) {
        var text = id + " " + form.version() + " " + at.toEpochMilli();
        return id + SEPARATOR + base64(seal.seal(place(form), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a token says; empty for one that isn't this form's. */
    Optional<Token> open(Form form, String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            // What was made by a version before this one has no id in front.
            var sealed = token.substring(token.indexOf(SEPARATOR) + 1);
            return seal.open(place(form), Base64.getUrlDecoder().decode(sealed))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" "))
                    .map(parts -> new Token(
                            parts[0], Integer.parseInt(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String place(Form form) {
        return "form page " + form.id();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
