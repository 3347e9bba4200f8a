package leadhub.passwords;

/** A password as it is kept: Argon2id with its parameters and salt. */
public record PasswordHash(String text) {
    /** Says nothing, so that it gets into no log. */
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
