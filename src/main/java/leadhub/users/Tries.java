package leadhub.users;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import leadhub.api.ClientAddress;
import leadhub.api.RateLimits;
import org.springframework.stereotype.Component;

/** Counts how often somebody tries to get in, whether or not there is anybody with that e-mail. */
@Component
class Tries {
    private final RateLimits limits;

    Tries(RateLimits limits) {
        this.limits = limits;
    }

    /** What is tried, and how often an hour: for one e-mail from one address, for one e-mail, from one address. */
    enum Kind {
        PASSWORD("sign-in", 10, 100, 100),
        /** Six digits are soon guessed, so not even from many addresses more often than this. */
        CODE("second-step", 10, 10, 100),
        /** Each is an e-mail. */
        FORGOTTEN("forgotten", 5, 10, 50);

        private final String name;
        private final int here;
        private final int forEmail;
        private final int fromAddress;

        Kind(String name, int here, int forEmail, int fromAddress) {
            this.name = name;
            this.here = here;
            this.forEmail = forEmail;
            this.fromAddress = fromAddress;
        }
    }

    /** Counts a try. How many seconds to wait if it was one too many. */
    Optional<Long> tooOften(Kind kind, String emailKey, String address) {
        // Hashed, for a window's subject is no place for an e-mail.
        var email = HexFormat.of().formatHex(SessionToken.sha256(emailKey), 0, 12);
        var group = ClientAddress.group(address);
        return List.of(
                        limits.take(kind.name + ":" + email + ":" + group, kind.here),
                        limits.take(kind.name + ":" + email, kind.forEmail),
                        limits.take(kind.name + ":" + group, kind.fromAddress))
                .stream()
                .filter(verdict -> !verdict.allowed())
                .findFirst()
                .map(RateLimits.Verdict::secondsLeft);
    }
}
