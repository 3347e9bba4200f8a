package leadhub.bots.knowledge;

import java.time.Instant;

/** A question in which nothing was found. @param times how often it was asked */
public record UnansweredQuestion(String language, String question, int times, Instant askedAt) {
    /** Of one bot. */
    static final int MOST = 300;
}
