package leadhub.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.panel.Visitor;
import leadhub.panel.Visitors;
import leadhub.users.Status;
import org.springframework.stereotype.Component;

/**
 * Who is signed in to the panel. A session is a random token in the visitor's cookie and its hash in the database, so it
 * outlives a restart and is good on every server process. How long it lasts is the rule of its workspace.
 */
@Component
class SignedIn implements Visitors {
    /** No workspace ends an idle session earlier. */
    private static final Duration SHORTEST_IDLE = Duration.ofDays(1);

    private static final Duration NOT_WORTH_WRITING = Duration.ofMinutes(1);

    private final SignedInSql sql;
    private final Clock clock;

    SignedIn(SignedInSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Optional<Visitor> find(String token, boolean isPoll) {
        var now = Times.now(clock);
        var hash = SessionToken.sha256(token);
        var found = sql.find(hash, now);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var stay = found.get();
        if (!isPoll) {
            noteSeen(stay.session(), hash, now);
        }
        return Optional.of(stay.login())
                .filter(login -> login.user().status() == Status.ACTIVE)
                .map(login -> new Visitor(
                        stay.session().id(),
                        stay.formSecret(),
                        stay.place(),
                        ZoneId.of(login.timeZone() == null ? stay.timeZone() : login.timeZone()),
                        stay.defaultCountry(),
                        stay.currency(),
                        login.user().id(),
                        login.user().name(),
                        login.user().email(),
                        login.user().role(),
                        login.language() == null ? stay.language() : login.language(),
                        stay.dateFormat(),
                        login.theme(),
                        Duration.between(stay.provenAt(), now),
                        stay.twoStepsRequired() && !login.hasTwoSteps(),
                        stay.others(),
                        stay.unread(),
                        stay.waiting()));
    }

    /** Where others end earlier, this one ends before anything shows that it is in use again. */
    private void noteSeen(Session session, byte[] tokenSha256, Instant now) {
        if (!session.seenAt().isAfter(now.minus(SHORTEST_IDLE))) {
            sql.endElsewhere(session.id(), session.seenAt(), now);
        }
        if (session.seenAt().isBefore(now.minus(NOT_WORTH_WRITING))) {
            sql.seen(tokenSha256, now);
        }
    }
}
