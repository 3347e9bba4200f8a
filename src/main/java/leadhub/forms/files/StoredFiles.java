package leadhub.forms.files;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.Times;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps files of features beside forms, by the same rules and at the same place. Whoever writes one leaves a row of it within an hour. */
@Component
public class StoredFiles {
    /** Bytes of one. */
    public static final int MOST_BYTES = 10_000_000;

    /** Of one submission, or whatever else they came with. */
    public static final int MOST_FILES = 10;

    /** Bytes of these together. */
    public static final int MOST_TOGETHER = 25_000_000;

    private final FileStore store;
    /** Asked for late: they stand on this. */
    private final ObjectProvider<FileOwner> owners;

    private final Clock clock;

    StoredFiles(FileStore store, ObjectProvider<FileOwner> owners, Clock clock) {
        this.store = store;
        this.owners = owners;
        this.clock = clock;
    }

    /** Its type by its content and its name; empty for a program, and where both contradict each other. */
    public Optional<String> type(FileSource file) {
        return FileTypes.of(file);
    }

    /** How names of files of that type end, such as {@code .pdf}; "" where that isn't known. */
    public String ending(String type) {
        return FileTypes.ending(type);
    }

    /** Writes it down, in no transaction; its id. Refused as unavailable where there is no room. */
    public String write(long workspaceId, FileSource file) {
        var id = FileStore.Ids.make(Times.now(clock));
        store.write(workspaceId, Map.of(id, file));
        return id;
    }

    /** Deletes what was written for nothing. What has a row goes by itself, once that is gone. */
    public void delete(long workspaceId, String id) {
        store.delete(workspaceId, id);
    }

    /** Refused if it is gone. */
    public KeptFile open(long workspaceId, String id, String name) {
        if (!store.has(workspaceId, id)) {
            throw FormFiles.unknown();
        }
        return new KeptFile(name, () -> store.open(workspaceId, id));
    }

    void forget(long workspaceId) {
        owners.forEach(owner -> owner.forget(workspaceId));
    }

    /** Deletes what no feature has a row of. @param forms says so of forms' files */
    void sweep(long workspaceId, Instant before, Function<List<String>, Set<String>> forms) {
        store.sweep(workspaceId, before, ids -> {
            var known = new HashSet<>(forms.apply(ids));
            owners.forEach(owner -> known.addAll(owner.known(workspaceId, ids)));
            return known;
        });
    }
}
