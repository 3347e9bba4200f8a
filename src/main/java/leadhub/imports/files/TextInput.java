package leadhub.imports.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file, decoded as it is read; what isn't text in its encoding becomes {@link #UNDECODABLE}. */
final class TextInput {
    /** A code point that no text has. */
    static final char UNDECODABLE = '\uffff';

    private static final int AT_A_TIME = 1 << 16;

    private final Counter counter;
    private final Reader reader;
    private final long size;

    private TextInput(Counter counter, Reader reader, long size) {
        this.counter = counter;
        this.reader = reader;
        this.size = size;
    }

    static TextInput open(Path path, FileEncoding encoding) throws IOException {
        var counter = new Counter(Files.newInputStream(path));
        var in = new BufferedInputStream(counter, AT_A_TIME);
        skipMark(in, encoding);
        return new TextInput(counter, reader(in, encoding), Math.max(1, Files.size(path)));
    }

    static Reader reader(InputStream in, FileEncoding encoding) {
        return new InputStreamReader(
                in,
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(UNDECODABLE)));
    }

    private static void skipMark(InputStream in, FileEncoding encoding) throws IOException {
        in.mark(4);
        var mark = encoding.mark();
        if (mark.length == 0 || !java.util.Arrays.equals(in.readNBytes(mark.length), mark)) {
            in.reset();
        }
    }

    Reader reader() {
        return reader;
    }

    /** How much of it is read, from 0 to 1. */
    double progress() {
        return Math.min(1, (double) counter.read / size);
    }

    private static final class Counter extends FilterInputStream {
        private long read;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = super.read(into, offset, length);
            read += Math.max(count, 0);
            return count;
        }
    }
}
