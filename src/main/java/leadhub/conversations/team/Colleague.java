package leadhub.conversations.team;

import java.util.Locale;

/** Somebody of the team who answers visitors, and whether they are there. */
public record Colleague(long userId, String name, Presence presence) {

    /** Whether somebody is there. */
    public enum Presence {
        /** With the inbox open. */
        ONLINE,
        /** Not at the inbox now, and back soon: they get conversations all the same. */
        IDLE,
        /** Said so, or hasn't opened the inbox today. */
        AWAY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
