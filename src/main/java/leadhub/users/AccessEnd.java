package leadhub.users;

/**
 * How much of a user's access ends. Sessions, one-time links, pending sign-ins and known browsers end in any case.
 *
 * @param isForGood whether two-step sign-in is removed too, because the user won't come back
 * @param revokesKeys whether the API keys that the user created are revoked
 * @param exceptSession the id of the session that stays; 0 for none
 */
public record AccessEnd(boolean isForGood, boolean revokesKeys, long exceptSession) {

    static AccessEnd removed(boolean revokesKeys) {
        return new AccessEnd(true, revokesKeys, 0);
    }

    static AccessEnd suspended(boolean revokesKeys) {
        return new AccessEnd(false, revokesKeys, 0);
    }

    /** For a user who signs in differently from now on, or has lost a device. */
    public static AccessEnd signedOut(long exceptSession) {
        return new AccessEnd(false, false, exceptSession);
    }
}
