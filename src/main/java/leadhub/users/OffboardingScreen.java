package leadhub.users;

/** What the page shows that removes or suspends somebody. */
public record OffboardingScreen(Offboarding.LeftBehind left, boolean isRemoval) {
    /** Of the two, what the page does, as its messages spell it. */
    public String word() {
        return isRemoval ? "remove" : "suspend";
    }
}
