package leadhub.integrations.emailimap;

import jakarta.mail.internet.SharedInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import leadhub.web.intake.TemporaryFile;

/** A message that lies on disk while it is read, for large ones of many mailboxes don't fit into memory. */
final class SpooledMail {
    private static final int STEP = 64 * 1024;

    private final TemporaryFile file;

    private SpooledMail(TemporaryFile file) {
        this.file = file;
    }

    /**
     * Takes so many bytes at most. Refused as unavailable where the disk has no room.
     *
     * @throws IOException if the message can't be read
     */
    static SpooledMail of(InputStream mail, int mostBytes, TemporaryFile file) throws IOException {
        var bytes = new byte[STEP];
        while (file.size() < mostBytes) {
            var read = mail.read(bytes, 0, (int) Math.min(STEP, mostBytes - file.size()));
            if (read < 0) {
                break;
            }
            file.append(bytes, read);
        }
        return new SpooledMail(file);
    }

    /** Bytes. */
    long size() {
        return file.size();
    }

    /** Reads it from its beginning; the mail library reads its parts from the same file. */
    InputStream open() {
        return new Part(file.open());
    }

    /** A part of it, from which parts of that are read in turn. */
    private static final class Part extends BufferedInputStream implements SharedInputStream {
        private final TemporaryFile.Section section;

        Part(TemporaryFile.Section section) {
            super(section);
            this.section = section;
        }

        @Override
        public long getPosition() {
            return section.position() - (count - pos);
        }

        @Override
        public InputStream newStream(long start, long end) {
            return new Part(section.part(start, end < 0 ? section.length() : end));
        }
    }
}
