package leadhub.imports.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import leadhub.base.Refusal;

/** A part of a workbook as it is unpacked, which stops where no honest one gets to. */
final class XlsxLimits extends FilterInputStream {
    static final int MOST_PARTS = 5_000;
    static final long MOST_SHEET = 4L << 30;
    static final long MOST_TEXTS = 256L << 20;
    static final long MOST_OTHER = 32L << 20;
    /** Sheets of numbers are packed a hundredfold at most; a bomb a thousandfold. */
    private static final long MOST_RATIO = 300;

    private static final long SMALL = 16L << 20;
    /** Between two signs of the markup: an attribute or a text, of which Excel's longest has 32,767 characters. */
    private static final int MOST_RUN = 4 << 20;

    private final long packed;
    private final long most;
    private long read;
    private int run;

    /** A part that is larger than may be. */
    static final class Exceeded extends IOException {
        private final transient Refusal reason = Refusal.of("import.bomb");

        Refusal reason() {
            return reason;
        }
    }

    XlsxLimits(InputStream in, long packed, long most) {
        super(in);
        this.packed = Math.max(1, packed);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var count = super.read(into, offset, length);
        for (var i = offset; i < offset + count; i++) {
            run = into[i] == '<' ? 0 : run + 1;
            if (run > MOST_RUN) {
                throw new Exceeded();
            }
        }
        read += Math.max(count, 0);
        if (read > most || read > SMALL && read / packed > MOST_RATIO) {
            throw new Exceeded();
        }
        return count;
    }
}
