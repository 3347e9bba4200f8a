package leadhub.apikeys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.panel.Page;
import leadhub.users.RemovedUser;
import leadhub.users.User;

/**
 * The model of Settings → API keys.
 *
 * @param calls how often each key has been used today
 * @param users their possible creators
 * @param removed possible creators who were removed
 */
public record KeyList(
        List<ApiKey> keys, Map<Long, Long> calls, List<User> users, List<RemovedUser> removed, Instant now) {
    /** Long enough to create another key and put it into its program. */
    private static final Duration SOON = Duration.ofDays(30);

    public long callsOf(ApiKey key) {
        return calls.getOrDefault(key.id(), 0L);
    }

    /** A key's creator; {@code ""} if unknown, as for keys from the command line. */
    public String makerOf(Page page, ApiKey key) {
        var id = key.createdBy();
        return id == null
                ? ""
                : Stream.concat(
                                users.stream().filter(user -> user.id() == id).map(User::name),
                                removed.stream()
                                        .filter(user -> user.id() == id)
                                        .map(user -> page.say("user.removed", user.name())))
                        .findFirst()
                        .orElse("");
    }

    public boolean isOver(ApiKey key) {
        return key.expiresAt() != null && !now.isBefore(key.expiresAt());
    }

    public boolean endsSoon(ApiKey key) {
        return key.expiresAt() != null && !isOver(key) && key.expiresAt().isBefore(now.plus(SOON));
    }

    /** How many keys expire soon. */
    public long ending() {
        return keys.stream().filter(this::endsSoon).count();
    }
}
