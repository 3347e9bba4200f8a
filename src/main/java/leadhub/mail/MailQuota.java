package leadhub.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.settings.Settings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many emails a workspace may send, so that it is no way to flood anybody: counted in the database, and so over all
 * server processes. A day begins with its first email.
 *
 * <p>Limits: 10 a day to one address, 500 invitations a day; 10 more a day to one address about its account's safety, so
 * that nobody keeps those back by asking for others. Emails about leads count by themselves, so that they keep no
 * invitation back: 10 a day to one address, and as many in all as the server's settings say.
 */
@Service
public class MailQuota {
    static final int MOST_TO_ONE = 10;
    static final int MOST_INVITATIONS = 500;
    private static final Duration DAY = Duration.ofDays(1);

    private final MailQuotaSql sql;
    private final Clock clock;
    private final int mostAboutLeads;

    MailQuota(MailQuotaSql sql, Settings settings, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.mostAboutLeads = settings.leadEmailsADay();
    }

    /** What an email counts as, besides as one to its receiver. */
    public enum Kind {
        INVITATION,
        /** Tells somebody what was changed about how they sign in. */
        SECURITY,
        /** To a lead, or about one. */
        LEAD,
        OTHER
    }

    /** What an email counts against, and how many of its kind there may be. */
    private record Subject(String name, int most) {}

    /**
     * Counts an email that is about to be sent: against all that it counts against, or not at all.
     *
     * @throws MailQuotaExceeded with when there will be room
     */
    @Transactional
    public void take(long workspaceId, String to, Kind kind) {
        var now = Times.now(clock);
        for (var subject : subjects(to, kind)) {
            if (!sql.take(workspaceId, subject.name(), subject.most(), now, now.minus(DAY))) {
                throw new MailQuotaExceeded(next(workspaceId, List.of(subject)).orElse(now.plusSeconds(1)));
            }
        }
    }

    /** The email couldn't be sent. */
    @Transactional
    public void giveBack(long workspaceId, String to, Kind kind) {
        subjects(to, kind).forEach(subject -> sql.giveBack(workspaceId, subject.name()));
    }

    /** When an email could be sent that would have to wait now; empty if it needn't. */
    public Optional<Instant> next(long workspaceId, String to, Kind kind) {
        return next(workspaceId, subjects(to, kind));
    }

    private Optional<Instant> next(long workspaceId, List<Subject> subjects) {
        var over = Times.now(clock).minus(DAY);
        return subjects.stream()
                .flatMap(subject -> sql.full(workspaceId, subject.name(), subject.most(), over).stream())
                .max(Instant::compareTo)
                .map(began -> began.plus(DAY));
    }

    private List<Subject> subjects(String to, Kind kind) {
        var email = to.strip().toLowerCase(Locale.ROOT);
        var receiver = new Subject("to:" + email, MOST_TO_ONE);
        return switch (kind) {
            case INVITATION -> List.of(new Subject("invitations", MOST_INVITATIONS), receiver);
            case SECURITY -> List.of(new Subject("security:" + email, MOST_TO_ONE));
            case LEAD -> List.of(new Subject("lead:" + email, MOST_TO_ONE), new Subject("leads", mostAboutLeads));
            case OTHER -> List.of(receiver);
        };
    }
}
