package leadhub.conversations.files;

/** Has files of messages fetched, by whoever knows their providers. Called within a transaction. */
public interface FileQueue {
    /** @param kind of {@link ExpectedFiles} */
    void add(long workspaceId, String kind, ExpectedFiles.Place place);
}
