package leadhub.passwords;

/** Why a password isn't taken: as the API says it, and by which message the panel does. */
public enum PasswordRefusal {
    TOO_SHORT("The password field must be at least " + Passwords.LEAST_CHARACTERS + " characters.", "password.rule"),
    TOO_LONG(
            "The password field must not be greater than " + Passwords.MOST_CHARACTERS + " characters.",
            "password.rule"),
    TOO_COMMON("The password is too common.", "password.too-common"),
    LIKE_EMAIL("The password is too similar to the email.", "password.like-email"),
    LIKE_NAME("The password is too similar to the name.", "password.like-name"),
    LIKE_WORKSPACE("The password is too similar to the workspace.", "password.like-workspace");

    private final String sentence;
    private final String message;

    PasswordRefusal(String sentence, String message) {
        this.sentence = sentence;
        this.message = message;
    }

    /** In the words of the API. */
    public String sentence() {
        return sentence;
    }

    /** The key of the panel's words. */
    public String message() {
        return message;
    }
}
