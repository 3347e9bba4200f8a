package leadhub.imports.files;

import com.ibm.icu.text.CharsetDetector;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out in which encoding a text is: by its mark, by being strict UTF-8, by zeros, and else by the lines that have
 * more than ASCII in them, wherever in the file they are.
 */
final class EncodingGuess {
    private static final int MOST_LINES = 128 * 1024;
    private static final int MOST_BEGINNING = 64 * 1024;
    private static final int SURE = 100;

    /** @param sureness in percent */
    record Guess(FileEncoding encoding, int sureness) {}

    private EncodingGuess() {}

    static Guess of(Path path) throws IOException {
        byte[] beginning;
        try (var in = Files.newInputStream(path)) {
            beginning = in.readNBytes(MOST_BEGINNING);
        }
        for (var encoding : FileEncoding.values()) {
            var mark = encoding.mark();
            if (mark.length > 0
                    && beginning.length >= mark.length
                    && Arrays.equals(mark, 0, mark.length, beginning, 0, mark.length)) {
                return new Guess(encoding, SURE);
            }
        }
        var wide = wide(beginning);
        if (wide != null) {
            return wide;
        }
        var scan = new Scan();
        scan.read(path);
        if (scan.highLines.size() == 0) {
            return new Guess(FileEncoding.UTF_8, SURE);
        }
        if (scan.broken == 0) {
            return new Guess(FileEncoding.UTF_8, 99);
        }
        if (scan.broken * 10L <= scan.sequences) {
            return new Guess(FileEncoding.UTF_8, 80);
        }
        return narrow(scan.highLines.toByteArray());
    }

    /** UTF-16 has its zeros in every other byte, at least around commas and ends of lines. */
    private static @Nullable Guess wide(byte[] bytes) {
        var zeros = new int[2];
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        var all = zeros[0] + zeros[1];
        if (all * 25L < bytes.length || Math.max(zeros[0], zeros[1]) * 20L < all * 19L) {
            return null;
        }
        var encoding = zeros[1] > zeros[0] ? FileEncoding.UTF_16LE : FileEncoding.UTF_16BE;
        return new Guess(encoding, all * 5L > bytes.length ? 98 : 85);
    }

    private static Guess narrow(byte[] lines) {
        var japanese = EncodingScore.japanese(lines);
        var chinese = EncodingScore.chinese(lines);
        if (Math.max(japanese, chinese) >= 0.5) {
            var isNear = Math.abs(japanese - chinese) < 0.1;
            var encoding =
                    isNear ? detected(lines) : japanese > chinese ? FileEncoding.SHIFT_JIS : FileEncoding.GB18030;
            return new Guess(encoding, isNear ? 50 : 90);
        }
        var best = List.of(FileEncoding.WINDOWS_1252, FileEncoding.ISO_8859_15, FileEncoding.MAC_ROMAN).stream()
                .map(encoding -> new Scored(encoding, EncodingScore.western(lines, encoding)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        var lead = best.get(0).score() - best.get(1).score();
        return new Guess(best.getFirst().encoding(), lead > 0.5 ? 90 : lead > 0 ? 75 : 60);
    }

    private record Scored(FileEncoding encoding, double score) {}

    /** What ICU takes it for, where the two are as likely for us. */
    private static FileEncoding detected(byte[] lines) {
        for (var match : new CharsetDetector().setText(lines).detectAll()) {
            var encoding = FileEncoding.ofWord(match.getName()).orElse(null);
            if (encoding == FileEncoding.SHIFT_JIS || encoding == FileEncoding.GB18030) {
                return encoding;
            }
        }
        return FileEncoding.SHIFT_JIS;
    }

    /** Whether the whole of it can be decoded. */
    static boolean isWhole(byte[] bytes, FileEncoding encoding) {
        try {
            encoding.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Looks at all bytes, until it is settled that they aren't UTF-8. */
    private static final class Scan {
        private final ByteArrayOutputStream highLines = new ByteArrayOutputStream();
        private final byte[] line = new byte[MOST_LINES];
        private int length;
        private boolean isHigh;
        /** Bytes that are still to come of a sequence. */
        private int missing;

        private long sequences;
        private long broken;

        void read(Path path) throws IOException {
            try (var in = new BufferedInputStream(Files.newInputStream(path))) {
                var buffer = new byte[MOST_BEGINNING];
                var isSettled = false;
                for (var read = in.read(buffer); read > 0 && !isSettled; read = in.read(buffer)) {
                    for (var i = 0; i < read; i++) {
                        take(buffer[i]);
                    }
                    isSettled = highLines.size() >= MOST_LINES && broken * 10 > sequences;
                }
            }
            endLine();
        }

        private void take(byte b) {
            if (b >= 0) {
                if (missing > 0) {
                    broken++;
                    missing = 0;
                }
                if (b == '\n' || b == '\r') {
                    endLine();
                } else {
                    keep(b);
                }
                return;
            }
            isHigh = true;
            keep(b);
            count(b & 0xff);
        }

        private void count(int b) {
            if (b < 0xc0) {
                if (missing == 0) {
                    broken++;
                } else if (--missing == 0) {
                    sequences++;
                }
                return;
            }
            broken += missing > 0 ? 1 : 0;
            missing = b < 0xc2 || b > 0xf4 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
            broken += missing == 0 ? 1 : 0;
        }

        private void keep(byte b) {
            if (length < MOST_LINES) {
                line[length++] = b;
            }
        }

        private void endLine() {
            if (isHigh && highLines.size() < MOST_LINES) {
                highLines.write(line, 0, length);
                highLines.write('\n');
            }
            isHigh = false;
            length = 0;
        }
    }
}
