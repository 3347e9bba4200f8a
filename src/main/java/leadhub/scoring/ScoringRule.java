package leadhub.scoring;

import java.time.Instant;

/** A rule that gives points to matching leads. */
public record ScoringRule(long id, RuleTerms terms, Instant createdAt, Instant updatedAt) {
    /** A workspace has at most this many rules. */
    public static final int MOST = 100;
    /** A rule adds or subtracts at most this many points. */
    public static final int MOST_POINTS = 1000;
    /** Names and values have at most this many code points. */
    public static final int MOST_CHARACTERS = 255;
}
