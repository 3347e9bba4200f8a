package leadhub.base.database;

/**
 * How statements say "now", and what has happened since: exactly, whoever writes meanwhile. A moment is a text that only
 * these statements read; on a cluster {@link Spread} puts another text in the place of each, with as many values
 * (docs/adr/0021).
 */
public final class Moments {
    /** This statement's moment: what it sees is before, all else is after. Beside rows that are read. */
    public static final String NOW = "pg_current_snapshot()::text";

    /** A moment at which nothing was written that this statement doesn't see; some of what it sees may count as after. */
    public static final String BY_NOW = "(pg_current_snapshot()::text)";

    /** Of an event of the workspace: whether it is after a moment, which is given twice. */
    public static final String AFTER = """
            transaction_id >= pg_snapshot_xmin(?::pg_snapshot)::text::bigint
            and not pg_visible_in_snapshot(transaction_id::text::xid8, ?::pg_snapshot)""";

    /** The number of the oldest transaction that has not ended; every number of an event below it is of one that has. */
    public static final String OLDEST_OPEN = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    /** The number of this transaction, as events bear it; in values that are written. */
    public static final String OWN_TRANSACTION = "pg_current_xact_id()::text::bigint";

    /**
     * Of a row of {@code leads}: whether a transaction from a given number on may have written it. Rows bear the low half
     * of their transaction's number; one that is mistaken for a later one after two billion others is looked at for nothing.
     */
    public static final String LEAD_WRITTEN_SINCE = "age(xmin) <= age((?::bigint & 4294967295)::text::xid)";

    private Moments() {}
}
