package leadhub.scoring;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.conditions.Facts;

/** What scoring needs to know about leads; implemented by leads. */
public interface ScoredLeads {
    /**
     * A lead with its score.
     *
     * @param name the name in the reader's language
     * @param adjustment the manual adjustment, which is part of the score
     */
    record Scored(long id, Function<Locale, String> name, int score, int adjustment, Facts facts) {}

    /** A lead with the score that other rules give it. */
    record Rescored(Scored lead, int score) {}

    /** How many there are. */
    long count(Caller caller);

    /** The newest with smaller ids. */
    List<Scored> before(Caller caller, long id, int most);

    /** The next with larger ids, in their order; nobody else changes them until the transaction ends. */
    List<Scored> lockAfter(long workspaceId, long id, int most);

    /** The same, of those that a transaction from this one on has written. */
    List<Scored> lockWrittenSince(long workspaceId, long transaction, long id, int most);

    /**
     * Writes other scores of leads that are locked, each with an event.
     *
     * @param caller who made it necessary
     */
    void write(Caller caller, List<Rescored> leads);
}
