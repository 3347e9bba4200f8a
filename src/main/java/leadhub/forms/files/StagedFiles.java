package leadhub.forms.files;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Files that are on the disk before their submission is kept. Closed, those go that nobody has taken. */
public final class StagedFiles implements AutoCloseable {
    private final Map<String, OnDisk> byKey = new HashMap<>();
    private final Consumer<String> delete;

    /** Where a file lies, and what it is. */
    record OnDisk(String id, SentFile sent) {}

    StagedFiles(Consumer<String> delete) {
        this.delete = delete;
    }

    /** Where nothing is attached. */
    public static StagedFiles none() {
        return new StagedFiles(id -> {});
    }

    void add(String key, OnDisk file) {
        byKey.put(key, file);
    }

    /** The file of a field; from then on it is for the taker to delete. */
    Optional<OnDisk> take(String key) {
        return Optional.ofNullable(byKey.remove(key));
    }

    @Override
    public void close() {
        byKey.values().forEach(file -> delete.accept(file.id()));
    }
}
