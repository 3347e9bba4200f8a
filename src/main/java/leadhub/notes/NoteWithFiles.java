package leadhub.notes;

import java.util.List;

/** A note, and its files. */
public record NoteWithFiles(LeadNote note, List<Attached> files) {
    /**
     * One of them.
     *
     * @param name as its sender calls it
     * @param size in bytes
     */
    public record Attached(long id, String name, long size) {}
}
