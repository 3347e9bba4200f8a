package leadhub.imports;

/** A file that lies in the data folder and was looked at, before its import is there. Closed, it goes unless that was committed, or may have been. */
public final class ReceivedFile implements AutoCloseable {
    private final ImportSql.NewFile file;
    private final ImportUploads.Looked looked;
    private final Runnable delete;
    private boolean isKept;

    ReceivedFile(ImportSql.NewFile file, ImportUploads.Looked looked, Runnable delete) {
        this.file = file;
        this.looked = looked;
        this.delete = delete;
    }

    ImportSql.NewFile file() {
        return file;
    }

    ImportUploads.Looked looked() {
        return looked;
    }

    void keep() {
        isKept = true;
    }

    @Override
    public void close() {
        if (!isKept) {
            delete.run();
        }
    }
}
