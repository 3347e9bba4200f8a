package leadhub.users;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.passwords.PasswordHash;
import leadhub.web.Words;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users can change about themselves, whatever their role. */
@Service
public class Accounts {
    /** The themes of the panel. */
    public static final List<String> THEMES = List.of("auto", "light", "dark");

    private final AccountSql sql;
    private final Users users;
    private final KnownUsers known;
    private final Audit audit;
    private final Clock clock;

    Accounts(AccountSql sql, Users users, KnownUsers known, Audit audit, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.known = known;
        this.audit = audit;
        this.clock = clock;
    }

    /** The caller's own account. */
    public Account get(Caller caller) {
        return sql.find(caller.workspaceId(), caller.actor().id()).orElseThrow(Accounts::unknown);
    }

    /** Changes the caller's own account. */
    @Transactional
    public void change(Caller caller, Account wanted) {
        check(wanted);
        var id = caller.actor().id();
        var before = sql.lock(caller.workspaceId(), id).orElseThrow(Accounts::unknown);
        sql.update(caller.workspaceId(), id, wanted, Times.now(clock));
        audit.record(caller, "account.changed", id, before, wanted);
        known.changed(caller);
    }

    /** Takes the time zone of the caller's browser, once: at the first sign-in. A zone that nobody knows is left alone. */
    @Transactional
    public void takeTimeZone(Caller caller, String timeZone) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            return;
        }
        var id = caller.actor().id();
        var before = sql.lock(caller.workspaceId(), id).orElseThrow(Accounts::unknown);
        if (sql.takeTimeZone(caller.workspaceId(), id, timeZone, Times.now(clock)) == 1) {
            var after = new Account(before.name(), before.language(), before.theme(), timeZone, before.awayUntil());
            audit.record(caller, "account.changed", id, before, after);
            known.changed(caller);
        }
    }

    /**
     * Sets a new password for the caller, who has just entered the old one.
     *
     * @param stays the session that stays; all others end
     */
    @Transactional
    public void changePassword(Caller caller, PasswordHash password, long stays) {
        users.choosePassword(caller, caller.actor().id(), password, stays);
    }

    private static void check(Account wanted) {
        if (wanted.name().isBlank() || Texts.length(wanted.name()) > User.MOST_NAME_CHARACTERS) {
            throw invalid("name");
        }
        if (wanted.language() != null && !Words.LANGUAGES.contains(wanted.language())) {
            throw invalid("language");
        }
        if (!THEMES.contains(wanted.theme())) {
            throw invalid("theme");
        }
        if (wanted.timeZone() != null && !ZoneId.getAvailableZoneIds().contains(wanted.timeZone())) {
            throw invalid("time_zone");
        }
    }

    private static RuntimeException invalid(String field) {
        return Problem.invalid(field, Refusal.of("invalid")).exception();
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("user.not_found")).exception();
    }
}
