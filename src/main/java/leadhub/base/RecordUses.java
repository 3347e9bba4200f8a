package leadhub.base;

import java.util.List;

/** Knows which things of its feature need a record that somebody is about to delete; implemented by later features. */
public interface RecordUses {
    /** Their names; empty if none does. Within the transaction of the deletion. */
    List<String> usesOf(long workspaceId, RecordKind kind, String key);
}
