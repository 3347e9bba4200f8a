package leadhub.base;

/** Knows which records of its feature there are; implemented by features that others name records of. */
public interface RecordSource {
    RecordKind kind();

    /** Costs no statement, or rarely one. @param key as {@link RecordKind} says, mostly an id */
    boolean has(long workspaceId, String key);
}
