package leadhub.web.intake;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a multipart form held: its fields, and its files until it is closed. */
public final class Upload implements AutoCloseable {
    private final ObjectNode fields = Json.MAPPER.createObjectNode();
    private final List<UploadedFile> files = new ArrayList<>();

    Upload() {}

    /** Fields as a form's are: {@code tags[]} is a list. */
    public ObjectNode fields() {
        return fields;
    }

    /** In the order in which they came. */
    public List<UploadedFile> files() {
        return List.copyOf(files);
    }

    void add(UploadedFile file) {
        files.add(file);
    }

    int count() {
        return files.size();
    }

    /** Deletes all files, even if one of them fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (var file : files) {
            try {
                file.delete();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
