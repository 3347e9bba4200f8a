package leadhub.panel;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.base.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in and sits in front of the panel.
 *
 * @param sessionId which of the user's sessions it is
 * @param formSecret what the session's forms are known by; null where they are known by its token
 * @param language the user's choice, else the workspace's; null follows the browser
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param provenAgo how long ago the password was given
 * @param owesTwoSteps the workspace demands a second step of signing in, which this user has still to set up
 * @param others the other workspaces that this session may switch to
 */
public record Visitor(
        long sessionId,
        @Nullable String formSecret,
        Place place,
        ZoneId zone,
        String defaultCountry,
        long userId,
        String name,
        String email,
        Role role,
        @Nullable String language,
        DateFormat dateFormat,
        String theme,
        Duration provenAgo,
        boolean owesTwoSteps,
        List<Place> others) {

    /** Where the second step of signing in is set up. */
    public static final String SET_UP_TWO_STEPS = "/settings/account/two-steps";

    /** A workspace as the panel names it. */
    public record Place(long id, String slug, String name) {}

    /** Without the secret, for this gets into logs. */
    @Override
    public String toString() {
        return "Visitor[" + sessionId + ", " + userId + " in " + place.id() + "]";
    }

    Caller caller(String address, @Nullable String requestId) {
        return new Caller(
                place.id(),
                new Region(defaultCountry, zone, language),
                role,
                new Actor(Actor.Kind.USER, userId, name),
                address,
                requestId);
    }
}
