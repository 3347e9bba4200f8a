package leadhub.signin.pages;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import leadhub.signin.Session;
import leadhub.users.Account;
import leadhub.users.Accounts;
import org.jspecify.annotations.Nullable;

/**
 * What the page about oneself shows.
 *
 * @param problem the key of a message
 */
public record AccountScreen(
        Account account, List<Session> sessions, @Nullable String problem) {
    /** The places that people say they are in; the rest are abbreviations and old spellings. */
    private static final List<String> ZONES = Stream.concat(
                    Stream.of("UTC"),
                    ZoneId.getAvailableZoneIds().stream()
                            .filter(zone -> zone.matches(
                                    "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
                            .sorted())
            .toList();

    /** The zones to choose from, the chosen one among them. */
    public List<String> zones() {
        var own = account.timeZone();
        return own == null || ZONES.contains(own)
                ? ZONES
                : Stream.concat(Stream.of(own), ZONES.stream()).toList();
    }

    /** As its field has it. */
    public String awayUntil() {
        var until = account.awayUntil();
        return until == null ? "" : until.toString();
    }

    public List<String> themes() {
        return Accounts.THEMES;
    }

    public boolean isWrong(String key) {
        return key.equals(problem);
    }

    /** Whether it was the password that couldn't be changed. */
    public boolean isPasswordWrong() {
        return problem != null && !isWrong("team.wrong.name");
    }
}
