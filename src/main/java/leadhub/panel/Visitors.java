package leadhub.panel;

import java.util.Optional;

/** Knows who is signed in. */
public interface Visitors {
    /**
     * Whose session a token belongs to; empty if it is unknown, ended, or its user may not come in any more.
     *
     * @param isPoll whether a page asks by itself: that doesn't keep a session alive that nobody uses
     */
    Optional<Visitor> find(String token, boolean isPoll);
}
