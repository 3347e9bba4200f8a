package leadhub.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import leadhub.base.Times;
import leadhub.web.intake.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever tries to get in and fails, whether or not there is anybody with that e-mail. A try counts as a failure
 * before it is looked at, and counts no more once it was right: so a hundred at once get no more guesses than one after the
 * other. The first counter that refuses leaves the others alone.
 *
 * <p>Somebody is refused for others' failures as little as can be. From one address an e-mail is tried ten times, then
 * once a minute. Whoever has many addresses has at most twelve tries a minute for one e-mail and one from each address, so an
 * attack from fewer than ten leaves room for its owner, and a browser that the owner signed in with before is slowed by its own failures only.
 */
@Component
public class Tries implements Expiring {
    /** A known browser that fails this often is known no more: its cookie may be stolen. */
    private static final int MOST_OF_A_BROWSER = 20;

    /** From one address, for whichever e-mails. A success doesn't clear it, or somebody with an account could go on. */
    private static final Throttle ADDRESS = Throttle.growing(100, 6, Duration.ofMinutes(1));

    /** Enough that two subjects seldom share one. */
    private static final int TURNS = 256;

    private final SignInThrottleSql sql;
    private final KnownBrowsers browsers;
    private final FailedSignIns failures;
    private final Clock clock;

    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(ReentrantLock[]::new);

    Tries(SignInThrottleSql sql, KnownBrowsers browsers, FailedSignIns failures, Clock clock) {
        this.sql = sql;
        this.browsers = browsers;
        this.failures = failures;
        this.clock = clock;
    }

    /** Failures for one e-mail after which a code alone is not enough, and within a session after which it ends. */
    static final int STRICT = 20;

    /** A counter that a try was counted on. */
    private record Counted(String subject, Throttle throttle, Instant blockedUntil, boolean isCleared) {}

    /** A try. */
    public final class Attempt {
        private final List<Counted> counted = new ArrayList<>();
        private final TryKind kind;
        private final @Nullable String emailKey;
        private final Client client;
        private boolean isKnown;
        private int failed;
        private long secondsLeft;
        private long slowed;

        private Attempt(TryKind kind, @Nullable String emailKey, Client client) {
            this.kind = kind;
            this.emailKey = emailKey;
            this.client = client;
        }

        /** How many seconds to wait; 0 if it may go on. */
        public long secondsLeft() {
            return secondsLeft;
        }

        /** Whether the browser is one that this e-mail signed in with before. */
        boolean isFromKnownBrowser() {
            return isKnown;
        }

        /** Whether there were so many failures from unknown browsers that a code alone is not enough. */
        public boolean isStrict() {
            return !isKnown && failed > STRICT;
        }

        /** Whether somebody within a session failed so often that it isn't theirs, most likely. */
        public boolean isSpent() {
            return emailKey == null && failed >= STRICT;
        }

        /** It was right: nothing is counted, and the failures before it are forgotten. */
        public void succeeded() {
            for (var one : counted) {
                if (one.isCleared()) {
                    sql.clear(one.subject());
                } else {
                    sql.giveBack(one.subject(), one.throttle(), one.blockedUntil());
                }
            }
        }

        /**
         * It was wrong: it stays counted, and is told.
         *
         * @param ofEmail whose it would have been
         */
        public void failed(String ofEmail) {
            if (isKnown && failed >= MOST_OF_A_BROWSER && client.browser() != null && emailKey != null) {
                browsers.forget(client.browser(), emailKey);
            }
            failures.add(kind, ofEmail, client, slowed);
        }

        /** It was never looked at: nothing is counted. */
        void cancel() {
            giveBack();
        }

        private boolean take(String subject, Throttle throttle, boolean isCleared) {
            var now = Times.now(clock);
            var taken = inTurn(subject, () -> sql.take(subject, throttle, now));
            if (taken.isEmpty()) {
                var until = sql.blockedUntil(subject).orElse(now);
                secondsLeft = Math.max(1, secondsBetween(now, until));
                giveBack();
                return false;
            }
            counted.add(new Counted(subject, throttle, taken.get().blockedUntil(), isCleared));
            failed = taken.get().failures();
            slowed = Math.max(slowed, secondsBetween(now, taken.get().blockedUntil()));
            return true;
        }

        private void giveBack() {
            counted.forEach(one -> sql.giveBack(one.subject(), one.throttle(), one.blockedUntil()));
            counted.clear();
        }
    }

    /**
     * One after the other for a subject, before any of them takes a connection: the database lets one at a time change a
     * row, and whoever waited for it there would keep a connection from everybody else.
     */
    private <T> T inTurn(String subject, Supplier<T> work) {
        var turn = turns[Math.floorMod(subject.hashCode(), turns.length)];
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** Begins to try something; counts as a failure until it is told otherwise. */
    public Attempt begin(TryKind kind, String emailKey, Client client) {
        var attempt = new Attempt(kind, emailKey, client);
        var email = FailedSignIns.hash(emailKey) + ":" + kind.word() + ":";
        var everywhere = kind.everywhere();
        if (everywhere != null && client.browser() != null && browsers.isKnown(client.browser(), emailKey)) {
            attempt.isKnown = true;
            attempt.take(email + "browser:" + FailedSignIns.hash(client.browser()), kind.here(), true);
            return attempt;
        }
        var group = ClientAddress.group(client.address());
        var here = email + "address:" + group;
        if (attempt.take(here, kind.here(), true)
                && attempt.take("address:" + group, ADDRESS, false)
                && everywhere != null
                && attempt.take(email, everywhere, true)
                && attempt.failed >= everywhere.free()) {
            // Under attack from many addresses each has one try a minute from now on, or a few would take all there
            // are.
            sql.block(here, Times.now(clock).plus(kind.here().longestWait()));
            attempt.slowed = kind.here().longestWait().toSeconds();
        }
        return attempt;
    }

    /** Begins to try something within a session, whose own failures alone slow it down. */
    public Attempt begin(TryKind kind, long sessionId, Client client) {
        var attempt = new Attempt(kind, null, client);
        attempt.take("session:" + sessionId + ":" + kind.word(), kind.here(), true);
        return attempt;
    }

    /** Counts one of a budget for an e-mail; whether there was one left. */
    public boolean take(String budget, String emailKey, Throttle throttle) {
        return sql.take(FailedSignIns.hash(emailKey) + ":" + budget + ":", throttle, Times.now(clock))
                .isPresent();
    }

    /** Forgets all failures for an e-mail; whether there were any. */
    boolean unlock(String emailKey) {
        return sql.clearAll(FailedSignIns.hash(emailKey) + ":") > 0;
    }

    /** Forgets failures and known browsers: what was learned of somebody is worth nothing any more. */
    void forget(String emailKey) {
        unlock(emailKey);
        browsers.forgetAll(emailKey);
    }

    @Override
    public void prune(Instant now) {
        sql.prune(now);
        browsers.prune();
    }

    private static long secondsBetween(Instant now, Instant until) {
        return Duration.between(now, until).plusNanos(999_999_999).toSeconds();
    }
}
