package leadhub.files;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files that are in the store before there is a row of them. Closed, those go that nobody has taken. */
public final class StagedFiles implements AutoCloseable {
    private final List<OnDisk> files = new ArrayList<>();
    private final Consumer<String> delete;

    /** Where a file lies, and what it is. */
    record OnDisk(String fileId, String name, String type, long size) {}

    StagedFiles(Consumer<String> delete) {
        this.delete = delete;
    }

    /** Where nothing is attached. */
    public static StagedFiles none() {
        return new StagedFiles(id -> {});
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    void add(OnDisk file) {
        files.add(file);
    }

    /** All of them; from then on they are for the taker to delete. */
    List<OnDisk> take() {
        var taken = List.copyOf(files);
        files.clear();
        return taken;
    }

    @Override
    public void close() {
        take().forEach(file -> delete.accept(file.fileId()));
    }
}
