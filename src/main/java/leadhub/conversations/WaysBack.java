package leadhub.conversations;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.Times;
import leadhub.conversations.VisitorTokenSql.Place;
import org.springframework.stereotype.Component;

/**
 * Tokens in links by which a visitor comes back to a conversation. Sealed: nothing of them is kept, nobody makes one up, and none says
 * who the visitor is.
 */
@Component
public class WaysBack {
    /** How long a link is good. */
    public static final Duration GOOD = Duration.ofDays(7);

    private static final String PLACE = "way back to a conversation";
    private static final int MOST_CHARACTERS = 200;

    private final Seal seal;
    private final Clock clock;

    WaysBack(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** Where a link leads. @param isTied whether the conversation was somebody's whom a website knows */
    record Way(Place place, boolean isTied) {}

    /** @param isTied whether the conversation is somebody's whom a website knows: links of before lead there no more */
    public String token(long workspaceId, long conversationId, boolean isTied) {
        var text = workspaceId + " " + conversationId + " " + Times.now(clock).toEpochMilli() + " " + isTied;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(seal.seal(PLACE, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Where it leads; empty for what is none of ours, or too old. */
    Optional<Way> open(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return seal.open(PLACE, Base64.getUrlDecoder().decode(token))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" "))
                    .filter(parts -> isGood(Instant.ofEpochMilli(Long.parseLong(parts[2]))))
                    .map(parts -> new Way(
                            new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1])),
                            Boolean.parseBoolean(parts[3])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isGood(Instant madeAt) {
        return Times.now(clock).isBefore(madeAt.plus(GOOD));
    }
}
