package leadhub.passwords;

import leadhub.base.Refusal;

/** Why a password isn't taken. */
public enum PasswordRefusal {
    TOO_SHORT(Refusal.of("password.too_short").with("min", Passwords.LEAST_CHARACTERS)),
    TOO_LONG(Refusal.of("password.too_long").with("max", Passwords.MOST_CHARACTERS)),
    TOO_COMMON(Refusal.of("password.too_common")),
    LIKE_EMAIL(Refusal.of("password.like_email")),
    LIKE_NAME(Refusal.of("password.like_name")),
    LIKE_WORKSPACE(Refusal.of("password.like_workspace"));

    private final Refusal refusal;

    PasswordRefusal(Refusal refusal) {
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The key of the panel's words. */
    public String message() {
        return "refusal." + refusal.key();
    }
}
