package leadhub.imports.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Unicode;

/** Words of people for words of ours, from a file beside the program: {@code email: e-mail | mail}. */
final class WordList {
    /** What it stands for, and its place among the words for it, from the left. */
    record Meaning(String word, int rank) {}

    private final Map<String, Meaning> meanings = new LinkedHashMap<>();
    private final boolean areSignsLeftOut;

    /** @param areSignsLeftOut whether {@code E-Mail} is {@code email} */
    WordList(String resource, boolean areSignsLeftOut) {
        this.areSignsLeftOut = areSignsLeftOut;
        lines(resource).stream().filter(line -> !line.startsWith("#")).forEach(this::add);
    }

    private static List<String> lines(String resource) {
        try (var in = WordList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + resource + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        var word = line.substring(0, line.indexOf(':'));
        var names =
                new ArrayList<>(List.of(line.substring(line.indexOf(':') + 1).split("\\|")));
        for (var i = 0; i < names.size(); i++) {
            meanings.putIfAbsent(key(names.get(i)), new Meaning(word, i));
        }
    }

    Optional<Meaning> find(String text) {
        return Optional.ofNullable(meanings.get(key(text)));
    }

    /** What spellings of a word have in common. */
    String key(String text) {
        var key = Unicode.key(text.strip());
        return areSignsLeftOut ? key.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "") : key;
    }
}
