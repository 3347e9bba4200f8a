package leadhub.users;

/**
 * How much of a user's access ends. Sessions, one-time links, half sign-ins and known browsers end whatever the reason.
 *
 * @param isForGood whether the second step goes too, for nobody comes back
 * @param revokesKeys whether the API keys that the user made are revoked
 * @param exceptSession the id of the session that goes on; 0 for none
 */
public record AccessEnd(boolean isForGood, boolean revokesKeys, long exceptSession) {

    static AccessEnd removed(boolean revokesKeys) {
        return new AccessEnd(true, revokesKeys, 0);
    }

    static AccessEnd suspended(boolean revokesKeys) {
        return new AccessEnd(false, revokesKeys, 0);
    }

    /** For a user who signs in by other means from now on, or is out of reach of a device. */
    public static AccessEnd signedOut(long exceptSession) {
        return new AccessEnd(false, false, exceptSession);
    }
}
