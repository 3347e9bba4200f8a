package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;

/** A text that a reference prints. It lies under {@code resources/samples}, word for word. */
public record Sample(String name, String text) {
    public static Sample read(String name) {
        try {
            var text = new ClassPathResource("samples/" + name).getContentAsString(StandardCharsets.UTF_8);
            return new Sample(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a value of ours in place of the printed one, as a reader of the reference would put it. */
    public Sample put(String printed, String ours) {
        if (!text.contains(printed)) {
            throw new AssertionError(name + " does not print " + printed);
        }
        return new Sample(name, text.replace(printed, ours));
    }

    /** Writes it down under the last part of its name. */
    public Path writeTo(Path folder) {
        try {
            return Files.writeString(folder.resolve(name.substring(name.lastIndexOf('/') + 1)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it down between lines that start it and lines that print what came of it. */
    public Path writeTo(Path folder, String before, String after) {
        return new Sample(name, before + text + after).writeTo(folder);
    }
}
