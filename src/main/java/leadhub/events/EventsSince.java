package leadhub.events;

import leadhub.base.database.Moments;

/** The events that an earlier count has not seen, as the beginning of the statement that makes it current. */
public final class EventsSince {
    /** Above this many a fresh count is the cheaper one. */
    private static final int MOST = 5_000;

    /** Takes the workspace, and the snapshot twice. Ordered, so that the one kept plan goes by the index. */
    public static final String SINCE = """
            with since as materialized (
                select lead_id, before, after, kind
                from lead_events
                where workspace_id = ?
                  and %s
                order by transaction_id
                limit %d
            )""".formatted(Moments.AFTER, MOST + 1);

    /** Whether it is better to count anew: too much has happened, or something that wrote no event for each lead. */
    public static final String TOO_MANY =
            "count(*) > %d or coalesce(bool_or(kind = 'leads.seeded'), false)".formatted(MOST);

    private EventsSince() {}
}
