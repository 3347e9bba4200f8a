package leadhub.home;

import java.time.Clock;
import leadhub.base.Caller;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a new workspace should do first, and who has put the list away. */
@Service
public class FirstSteps {
    private final FirstStepSql sql;
    private final Clock clock;

    FirstSteps(FirstStepSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    StepList of(Caller caller) {
        return sql.look(caller.workspaceId(), caller.actor().id());
    }

    /** The caller doesn't want to see them any more. */
    @Transactional
    public void dismiss(Caller caller) {
        sql.dismiss(caller.workspaceId(), caller.actor().id(), Times.now(clock));
    }

    @Transactional
    public void showAgain(Caller caller) {
        sql.showAgain(caller.workspaceId(), caller.actor().id());
    }
}
