package leadhub.bulk;

import java.util.Locale;

/** What can be done to many leads. */
public enum BulkKind {
    STATUS,
    /** To a user, or to nobody. */
    ASSIGN,
    /** To all active agents in turn. */
    ROUND_ROBIN,
    /** To a stage, of whichever pipeline. */
    MOVE,
    TAG,
    UNTAG,
    DELETE;

    /** As it stands in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
