package leadhub.conversations.files;

/** Has files of messages fetched, by whoever knows their providers. Called within a transaction. */
public interface FileQueue {
    void add(long workspaceId, MessageFiles.Place place);
}
