package leadhub.signin.links;

/** What the page shows to those who forgot their password. */
public record ForgottenForm(State state) {
    /** How far they are. */
    public enum State {
        ASKING,
        ASKED,
        TOO_OFTEN,
        /** This server sends no such e-mail. */
        NO_MAIL
    }

    public boolean is(State state) {
        return this.state == state;
    }
}
