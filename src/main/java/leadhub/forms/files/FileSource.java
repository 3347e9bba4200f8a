package leadhub.forms.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import leadhub.web.intake.UploadedFile;

/** A file before it is kept: what it is called, and what is in it. */
public interface FileSource {
    /** As its sender calls it; nothing to make a path of. */
    String name();

    /** Bytes. */
    long size();

    /** Reads it from its beginning. */
    InputStream open();

    static FileSource of(UploadedFile file) {
        return new FileSource() {
            @Override
            public String name() {
                return file.name();
            }

            @Override
            public long size() {
                return file.size();
            }

            @Override
            public InputStream open() {
                return file.open();
            }
        };
    }

    static FileSource of(String name, byte[] content) {
        return new FileSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }
}
