package leadhub.emails.suppression;

import java.time.Clock;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.web.input.Emails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The addresses that get no emails from a workspace. Asked at the moment of sending, whoever sends. */
@Service
public class Suppressions {
    private final SuppressionSql sql;
    private final Audit audit;
    private final Clock clock;

    Suppressions(SuppressionSql sql, Audit audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of them, the latest first. */
    public Page<Suppression> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    /** Why an address gets no emails; empty where it does. */
    public Optional<Suppression> find(Caller caller, String email) {
        return sql.find(caller.workspaceId(), Unicode.key(email));
    }

    /** One of them, by its id. */
    public Suppression get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(Suppressions::unknown);
    }

    /** The same, which nobody removes until the transaction ends. */
    Suppression hold(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(Suppressions::unknown);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }

    /** Adds an address by hand; one that is there already is refused. */
    @Transactional
    public Suppression add(Caller caller, String email, SuppressionReason reason) {
        caller.require(Permission.WRITE_SUPPRESSIONS);
        if (!Emails.isValid(email)) {
            throw Problem.invalid("email", Refusal.of("email")).exception();
        }
        return inserted(caller, email, reason)
                .orElseThrow(() -> Problem.invalid("email", Refusal.of("taken")).exception());
    }

    /** Within a verb: ends emails to an address. False where that was so already. */
    public boolean suppress(Caller caller, String email, SuppressionReason reason) {
        return inserted(caller, email, reason).isPresent();
    }

    private Optional<Suppression> inserted(Caller caller, String email, SuppressionReason reason) {
        var made = sql.insert(caller.workspaceId(), email, Unicode.key(email), reason, Times.now(clock));
        made.ifPresent(one -> audit.record(caller, "email.suppressed", one.id(), null, one));
        return made;
    }

    /** Lets an address have emails again. */
    @Transactional
    public Suppression remove(Caller caller, long id) {
        caller.require(Permission.WRITE_SUPPRESSIONS);
        var before = hold(caller, id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "email.unsuppressed", id, before, null);
        return before;
    }
}
