package leadhub.views;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pages that people keep at hand. A personal preference, like the columns of a list, so it isn't in the audit log. */
@Service
public class PinnedPages {
    private static final int MOST = 20;

    /** One of the panel's own, whatever is asked of it: not {@code //another.host}. */
    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9_~.*?&=%+:,/-]{0,3999}");

    private final PinnedPageSql sql;
    private final Clock clock;

    PinnedPages(PinnedPageSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The caller's, in the order in which they were pinned. */
    public List<PinnedPage> list(Caller caller) {
        return sql.list(caller.workspaceId(), caller.actor().id());
    }

    /** Keeps a page at hand; one that is already stays as it is. */
    @Transactional
    public void pin(Caller caller, String path, String title) {
        if (!PATH.matcher(path).matches()) {
            throw Problem.invalid("path", Refusal.of("invalid")).exception();
        }
        if (list(caller).size() >= MOST) {
            throw Problem.invalid("path", Refusal.of("pin.too_many").with("max", MOST))
                    .exception();
        }
        sql.insert(caller.workspaceId(), caller.actor().id(), path, title, Times.now(clock));
    }

    /** Lets one go again. */
    @Transactional
    public void unpin(Caller caller, long id) {
        if (!sql.delete(caller.workspaceId(), caller.actor().id(), id)) {
            throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
        }
    }
}
