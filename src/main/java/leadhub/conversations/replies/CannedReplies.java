package leadhub.conversations.replies;

import java.time.Clock;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailRenderer;
import leadhub.leads.record.Lead;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a team writes again and again, and fills it in for whom it is written to. */
@Service
public class CannedReplies {
    private final CannedReplySql sql;
    private final DraftRules rules;
    private final Filling filling;
    private final Audit audit;
    private final Clock clock;

    /** What stands in the places. */
    @Component
    record Filling(EmailContext.Reader contexts, EmailRenderer renderer, Workspaces workspaces) {}

    CannedReplies(CannedReplySql sql, DraftRules rules, Filling filling, Audit audit, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.filling = filling;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<CannedReply> all(Caller caller) {
        return sql.all(caller.workspaceId());
    }

    /** The reply, if it is this workspace's. */
    public CannedReply get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(CannedReplies::unknown);
    }

    /**
     * All of them as they can be sent.
     *
     * @param lead who reads it, as far as the caller may see them; null where nobody is known, and what stands behind the bars is said
     */
    public List<CannedReply> filled(Caller caller, @Nullable Lead lead, String language) {
        var all = all(caller);
        if (all.isEmpty()) {
            return all;
        }
        if (lead == null) {
            var workspace = filling.workspaces().get(caller);
            return all.stream()
                    .map(one -> with(one, filling.renderer().unaddressed(one.content(), workspace)))
                    .toList();
        }
        var context = filling.contexts().read(caller, lead);
        return all.stream()
                .map(one -> with(one, filling.renderer().text(one.content(), context, language)))
                .toList();
    }

    private static CannedReply with(CannedReply one, String content) {
        return new CannedReply(one.id(), one.name(), content);
    }

    /** Adds one; a name that another one has is refused, and a placeholder that doesn't exist. */
    @Transactional
    public CannedReply add(Caller caller, String name, String content) {
        check(caller, 0, name, content);
        if (sql.count(caller.workspaceId()) >= CannedReply.MOST) {
            throw Problem.invalid("name", Refusal.of("canned_reply.too_many").with("max", CannedReply.MOST))
                    .exception();
        }
        var made = sql.insert(caller.workspaceId(), name, content, Times.now(clock));
        audit.record(caller, "canned_reply.created", made.id(), null, made);
        return made;
    }

    @Transactional
    public CannedReply change(Caller caller, long id, String name, String content) {
        check(caller, id, name, content);
        var before = lock(caller, id);
        var after = sql.update(caller.workspaceId(), id, name, content, Times.now(clock));
        audit.record(caller, "canned_reply.changed", id, before, after);
        return after;
    }

    @Transactional
    public CannedReply delete(Caller caller, long id) {
        caller.require(Role.MANAGER);
        var before = lock(caller, id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "canned_reply.deleted", id, before, null);
        return before;
    }

    private CannedReply lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(CannedReplies::unknown);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("canned_reply.not_found")).exception();
    }

    private void check(Caller caller, long id, String name, String content) {
        caller.require(Role.MANAGER);
        rules.refusal(caller, content).ifPresent(refusal -> {
            throw Problem.invalid("content", refusal).exception();
        });
        sql.lock(caller.workspaceId());
        if (sql.isTaken(caller.workspaceId(), name, id)) {
            throw Problem.invalid("name", Refusal.of("taken")).exception();
        }
    }
}
