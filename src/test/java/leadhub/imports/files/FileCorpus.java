package leadhub.imports.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes files as people have them, sound and damaged; the same seed makes the same file. */
final class FileCorpus {
    static final List<String> HEADS = List.of("First name", "Last name", "E-mail", "Phone", "Company", "Notes", "City");

    private static final List<String> WESTERN = List.of(
            "Jürgen",
            "Müller",
            "François",
            "Größe",
            "Señor",
            "Åse",
            "Zoë",
            "André",
            "Straße",
            "Élodie",
            "5 €",
            "Bjørn");
    private static final List<String> JAPANESE =
            List.of("田中", "太郎", "株式会社サンプル", "東京都", "鈴木", "はなこ", "お問い合わせ", "ソフトウェア", "営業部");
    private static final List<String> CHINESE = List.of("张伟", "王芳", "北京市", "有限公司", "销售部门", "上海", "你好", "客户经理", "软件");
    private static final List<String> ARABIC = List.of("محمد", "القاهرة", "شركة", "أحمد", "عميل");

    private final Random random;

    FileCorpus(long seed) {
        this.random = new Random(seed);
    }

    /** A file, and what stands in it below its header. */
    record Made(byte[] bytes, List<List<String>> rows) {}

    record Style(FileEncoding encoding, boolean hasMark, char delimiter, String lineEnd) {}

    Made sound(Style style) {
        var rows = rows(style.encoding(), 5 + random.nextInt(40));
        var text = new StringBuilder();
        appendRow(text, HEADS, style);
        rows.forEach(row -> appendRow(text, row, style));
        return new Made(bytes(text.toString(), style), rows);
    }

    byte[] bytes(String text, Style style) {
        var bytes = new ByteArrayOutputStream();
        if (style.hasMark()) {
            bytes.writeBytes(style.encoding().mark());
        }
        bytes.writeBytes(text.getBytes(style.encoding().charset()));
        return bytes.toByteArray();
    }

    private List<List<String>> rows(FileEncoding encoding, int count) {
        var rows = new ArrayList<List<String>>();
        for (var i = 0; i < count; i++) {
            rows.add(List.of(
                    word(encoding),
                    word(encoding),
                    "p" + i + "@example.com",
                    "+49 30 " + (100_000 + random.nextInt(800_000)),
                    word(encoding) + ", " + word(encoding) + "; " + word(encoding) + " | a:b",
                    "He said \"" + word(encoding) + "\"\nand went" + (random.nextBoolean() ? "\r\naway" : ""),
                    word(encoding)));
        }
        return rows;
    }

    private String word(FileEncoding encoding) {
        var words = switch (encoding) {
            case SHIFT_JIS -> JAPANESE;
            case GB18030 -> CHINESE;
            case WINDOWS_1252, ISO_8859_15, MAC_ROMAN -> WESTERN;
            case UTF_8, UTF_16LE, UTF_16BE ->
                List.of(WESTERN, JAPANESE, CHINESE, ARABIC).get(random.nextInt(4));
        };
        return words.get(random.nextInt(words.size()));
    }

    private void appendRow(StringBuilder text, List<String> row, Style style) {
        for (var i = 0; i < row.size(); i++) {
            text.append(i == 0 ? "" : style.delimiter()).append(quoted(row.get(i), style.delimiter()));
        }
        text.append(style.lineEnd());
    }

    private String quoted(String cell, char delimiter) {
        var needs = cell.indexOf(delimiter) >= 0 || cell.contains("\"") || cell.contains("\n") || cell.contains("\r");
        return needs || random.nextInt(5) == 0 ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    /** What happens to files on their way. */
    enum Damage {
        STRAY_QUOTES,
        NULS,
        RAGGED,
        LARGE_CELL,
        HUGE_CELL,
        MIXED_LINE_ENDS,
        CUT,
        OTHER_BYTES,
        OTHER_ENCODING,
        NO_LINE_ENDS
    }

    byte[] damaged(Style style, Damage damage) {
        var bytes = sound(style).bytes();
        var text = new String(bytes, style.encoding().charset());
        return switch (damage) {
            case STRAY_QUOTES -> bytes(inserted(text, "\"", 8), style);
            case NULS -> bytes(inserted(text, "\0", 5), style);
            case RAGGED ->
                bytes(inserted(text, String.valueOf(style.delimiter()).repeat(9) + "x", 3), style);
            case LARGE_CELL -> bytes(text + "a".repeat(1 << 20) + style.lineEnd() + "b", style);
            case HUGE_CELL -> bytes(text + "\"" + "a".repeat(5 << 20) + style.lineEnd() + "b,c", style);
            case MIXED_LINE_ENDS -> bytes(inserted(inserted(text, "\r", 4), "\n", 4), style);
            case CUT -> java.util.Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(bytes.length / 2));
            case OTHER_BYTES -> flipped(bytes);
            case OTHER_ENCODING -> joined(bytes, "Jürgen,Müller\n".getBytes(StandardCharsets.ISO_8859_1));
            case NO_LINE_ENDS -> bytes(text.replace("\r", "").replace("\n", ""), style);
        };
    }

    private String inserted(String text, String what, int times) {
        var changed = new StringBuilder(text);
        for (var i = 0; i < times; i++) {
            changed.insert(random.nextInt(changed.length()), what);
        }
        return changed.toString();
    }

    private byte[] flipped(byte[] bytes) {
        var flipped = bytes.clone();
        for (var i = 0; i < 20; i++) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var joined = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
