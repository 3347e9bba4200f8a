package leadhub.imports.files;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** The encodings of text files that can be imported. */
public enum FileEncoding {
    UTF_8("UTF-8"),
    UTF_16LE("UTF-16LE"),
    UTF_16BE("UTF-16BE"),
    WINDOWS_1252("windows-1252"),
    ISO_8859_15("ISO-8859-15"),
    SHIFT_JIS("Shift_JIS"),
    GB18030("GB18030"),
    MAC_ROMAN("x-MacRoman");

    private final String word;

    FileEncoding(String word) {
        this.word = word;
    }

    /** Its name in the API: {@code windows-1252}. */
    public String word() {
        return word;
    }

    /** Shift_JIS as Windows writes it, which has more characters, and each of the others where it was. */
    Charset charset() {
        return Charset.forName(this == SHIFT_JIS ? "windows-31j" : word);
    }

    /** What a file in it may begin with to say so; empty if it has no such mark. */
    byte[] mark() {
        return switch (this) {
            case UTF_8, UTF_16LE, UTF_16BE, GB18030 -> "\ufeff".getBytes(charset());
            case WINDOWS_1252, ISO_8859_15, SHIFT_JIS, MAC_ROMAN -> new byte[0];
        };
    }

    public static Optional<FileEncoding> ofWord(String word) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.word.equalsIgnoreCase(word))
                .findFirst();
    }
}
