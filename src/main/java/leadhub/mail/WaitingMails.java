package leadhub.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Emails to users that wait for the next day, so that the panel can show them. */
@Service
public class WaitingMails {
    private final WaitingMailSql sql;
    private final Clock clock;

    WaitingMails(WaitingMailSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until when they wait, by user, in the order of sending. */
    public Map<Long, Instant> list(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.list(caller.workspaceId());
    }

    /** Marks an email as waiting. False if one to that user is already waiting, because one is enough. */
    @Transactional
    public boolean add(Caller caller, long userId, Instant until) {
        return sql.add(caller.workspaceId(), userId, until, Times.now(clock));
    }

    /** Nothing to that user is waiting any more. */
    @Transactional
    public void remove(Caller caller, long userId) {
        sql.delete(caller.workspaceId(), userId);
    }
}
