package leadhub.events;

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
                  and transaction_id >= pg_snapshot_xmin(?::pg_snapshot)::text::bigint
                  and not pg_visible_in_snapshot(transaction_id::text::xid8, ?::pg_snapshot)
                order by transaction_id
                limit %d
            )""".formatted(MOST + 1);

    /** Whether it is better to count anew: too much has happened, or something that wrote no event for each lead. */
    public static final String TOO_MANY =
            "count(*) > %d or coalesce(bool_or(kind = 'leads.seeded'), false)".formatted(MOST);

    private EventsSince() {}
}
