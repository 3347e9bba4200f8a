package leadhub.bots.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who a visitor is, as their website has signed it.
 *
 * @param subject the website's id of them
 */
public record VisitorIdentity(
        String subject,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String givenName,
        @Nullable String familyName) {
    public static final int MOST_SUBJECT = 255;

    @Override
    public String toString() {
        return "VisitorIdentity[]";
    }
}
