package leadhub.web.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file that was sent; it is there until its request is answered. */
public final class UploadedFile {
    private final String field;
    private final String name;
    private final @Nullable String contentType;
    private final TemporaryFile content;

    UploadedFile(String field, String name, @Nullable String contentType, TemporaryFile content) {
        this.field = field;
        this.name = name;
        this.contentType = contentType;
        this.content = content;
    }

    /** The form's field. */
    public String field() {
        return field;
    }

    /** As its sender calls it, without folders; nothing to make a path of. */
    public String name() {
        return name;
    }

    /** What its sender says it is; not to be believed. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** Bytes. */
    public long size() {
        return content.size();
    }

    /** Reads it from its beginning. */
    public InputStream open() {
        return content.open();
    }

    /** Copies all of it. */
    public void copyTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
        }
    }

    void append(byte[] bytes, int length) {
        content.append(bytes, length);
    }
}
