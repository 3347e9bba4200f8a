package leadhub.imports.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that cells of a workbook share, in little more memory than they take in UTF-8: 96 MiB at most. */
final class XlsxTexts {
    private static final long MOST_BYTES = 96L << 20;
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long bytes;
    private int[] chunkOf = new int[1024];
    private int[] from = new int[1024];
    private int[] length = new int[1024];
    private int size;

    void add(String text) throws IOException {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes += encoded.length + 3L * Integer.BYTES;
        if (bytes > MOST_BYTES) {
            throw new XlsxLimits.Exceeded();
        }
        if (used + encoded.length > CHUNK) {
            chunks.add(new byte[Math.max(CHUNK, encoded.length)]);
            used = 0;
        }
        System.arraycopy(encoded, 0, chunks.getLast(), used, encoded.length);
        if (size == from.length) {
            chunkOf = Arrays.copyOf(chunkOf, size * 2);
            from = Arrays.copyOf(from, size * 2);
            length = Arrays.copyOf(length, size * 2);
        }
        chunkOf[size] = chunks.size() - 1;
        from[size] = used;
        length[size] = encoded.length;
        used += encoded.length;
        size++;
    }

    /** Null if there is none. */
    @Nullable
    String get(int index) {
        return index < 0 || index >= size
                ? null
                : new String(chunks.get(chunkOf[index]), from[index], length[index], StandardCharsets.UTF_8);
    }
}
