package leadhub.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** E-mails to users that wait for the next day, for the people who wonder where they are. */
@Service
public class WaitingMails {
    private final WaitingMailSql sql;
    private final Clock clock;

    WaitingMails(WaitingMailSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until when they wait, by user; those that go first come first. */
    public Map<Long, Instant> list(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.list(caller.workspaceId());
    }

    /** Says that an e-mail waits. Whether it is the only one to that user, for one is enough. */
    @Transactional
    public boolean add(Caller caller, long userId, Instant until) {
        return sql.add(caller.workspaceId(), userId, until, Times.now(clock));
    }

    /** Nothing to that user waits any more. */
    @Transactional
    public void remove(Caller caller, long userId) {
        sql.delete(caller.workspaceId(), userId);
    }
}
