package leadhub.notifications;

/**
 * How somebody wants to be told of a kind: by the bell, by email, by both or not at all.
 *
 * @param email at once
 * @param digest by the one email of a day, which says what the bell does and hasn't been read
 */
public record NotificationChoice(boolean bell, boolean email, boolean digest) {
    /** Of a day's email there is only what the bell keeps; it goes before one at once. */
    static NotificationChoice of(boolean bell, boolean email, boolean digest) {
        return new NotificationChoice(bell || digest, email && !digest, digest);
    }

    /** As a form has it. */
    public String mail() {
        return digest ? "daily" : email ? "yes" : "";
    }
}
