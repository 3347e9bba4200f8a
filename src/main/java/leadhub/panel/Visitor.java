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
 * The signed-in user of a visit.
 *
 * @param sessionId which of the user's sessions it is
 * @param formSecret the secret of the session's form tokens; null if they are derived from its token
 * @param currency the workspace's, by its code of ISO 4217
 * @param language the user's language, else the workspace's; null follows the browser
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param provenAgo how long ago the password was entered
 * @param owesTwoSteps whether the workspace requires two-step sign-in and the user hasn't set it up yet
 * @param others the other workspaces that this session may switch to
 * @param unread how many notifications the user hasn't read; {@link #MOST_UNREAD} for as many and more
 * @param waiting how many conversations that are the user's, or that nobody has taken, have something unread; counted likewise
 */
public record Visitor(
        long sessionId,
        @Nullable String formSecret,
        Place place,
        ZoneId zone,
        String defaultCountry,
        String currency,
        long userId,
        String name,
        String email,
        Role role,
        @Nullable String language,
        DateFormat dateFormat,
        String theme,
        Duration provenAgo,
        boolean owesTwoSteps,
        List<Place> others,
        int unread,
        int waiting) {

    /** More unread notifications or conversations aren't counted. */
    public static final int MOST_UNREAD = 100;

    /** The page for setting up two-step sign-in. */
    public static final String SET_UP_TWO_STEPS = "/settings/account/two-steps";

    /** A workspace in the panel's menu. */
    public record Place(long id, String slug, String name) {}

    /** Without the secret, because this ends up in logs. */
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
