package leadhub.forms.mails;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/** Links by which people confirm that an email is theirs. Sealed: nothing of them is kept, and nobody makes one up. */
@Component
public class Confirmations {
    /** How long a link is good. */
    public static final Duration GOOD = Duration.ofDays(7);

    private static final String PLACE = "form confirmation";
    private static final int MOST_CHARACTERS = 400;

    private final Seal seal;
    private final Clock clock;

    Confirmations(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** What a link is about. */
    public record Link(long workspaceId, long formId, long submissionId, Instant madeAt) {}

    String token(long workspaceId, long formId, long submissionId) {
        var text = workspaceId + " " + formId + " " + submissionId + " "
                + Times.now(clock).toEpochMilli();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(seal.seal(PLACE, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Empty for what is no link of ours; one that is too old is there, and says so. */
    public Optional<Link> open(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return seal.open(PLACE, Base64.getUrlDecoder().decode(token))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" "))
                    .map(parts -> new Link(
                            Long.parseLong(parts[0]),
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            Instant.ofEpochMilli(Long.parseLong(parts[3]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isExpired(Link link) {
        return Times.now(clock).isAfter(link.madeAt().plus(GOOD));
    }
}
