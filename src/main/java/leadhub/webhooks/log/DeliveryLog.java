package leadhub.webhooks.log;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.webhooks.Webhook;
import org.springframework.stereotype.Service;

/** What people look through to see how webhooks do. */
@Service
public class DeliveryLog {
    /** More than so many are "more than so many". */
    public static final int MOST_COUNTED = 10_000;

    private static final int LAST_REPLAYS = 3;

    private final LogSql sql;

    DeliveryLog(LogSql sql) {
        this.sql = sql;
    }

    /** How many deliveries of each webhook wait, up to one more than {@link #MOST_COUNTED}. */
    public Map<Long, Long> waiting(Caller caller, List<Webhook> webhooks) {
        var ids = webhooks.stream().mapToLong(Webhook::id).toArray();
        return ids.length == 0 ? Map.of() : sql.waiting(caller.workspaceId(), ids, MOST_COUNTED + 1);
    }

    /** How many events haven't reached a webhook and are tried no more, up to one more than {@link #MOST_COUNTED}. */
    public long undelivered(Caller caller, Webhook webhook) {
        return sql.undelivered(caller.workspaceId(), webhook.id(), MOST_COUNTED + 1);
    }

    /** Newest first. @param before only those with a smaller id */
    public List<Delivery> list(Caller caller, Webhook webhook, LogFilter filter, long before, int most) {
        return sql.list(caller.workspaceId(), webhook.id(), filter, before, most);
    }

    /** The last replays of many, newest first, and what has come of them so far. */
    public List<ReplayResult> replays(Caller caller, Webhook webhook) {
        return sql.replays(caller.workspaceId(), webhook.id(), LAST_REPLAYS);
    }
}
