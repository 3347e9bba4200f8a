package leadhub.users;

/** The model of the page for removing or suspending somebody. */
public record OffboardingScreen(Offboarding.LeftBehind left, boolean isRemoval) {
    /** {@code remove} or {@code suspend}, as in the message keys. */
    public String word() {
        return isRemoval ? "remove" : "suspend";
    }
}
