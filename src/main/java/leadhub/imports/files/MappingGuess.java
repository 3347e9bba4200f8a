package leadhub.imports.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;

/** Guesses from the heads of a file which fields of a lead its columns are. */
public final class MappingGuess {
    private MappingGuess() {}

    /**
     * For each head the name of a lead's field, {@code custom_fields.key}, {@code created_at}, or null where nobody knows.
     * No field is guessed twice.
     */
    public static Map<String, @Nullable String> of(List<String> heads, List<CustomField> fields) {
        var guess = new LinkedHashMap<String, @Nullable String>();
        heads.forEach(head -> guess.put(head, null));
        return guess;
    }
}
