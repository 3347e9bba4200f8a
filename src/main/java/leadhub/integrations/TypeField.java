package leadhub.integrations;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be told to connect an integration.
 *
 * @param options of a select; empty for every other kind
 * @param usual what it is where nothing is said; null for nothing
 * @param isOurs a secret that is ours to choose: one is made where none is given, and shown once
 */
public record TypeField(
        String key,
        String label,
        Kind kind,
        boolean isRequired,
        List<String> options,
        String help,
        @Nullable String usual,
        boolean isOurs) {

    /** What can stand in one. */
    public enum Kind {
        TEXT,
        SECRET,
        NUMBER,
        BOOLEAN,
        SELECT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static TypeField text(String key, String label, String help) {
        return new TypeField(key, label, Kind.TEXT, false, List.of(), help, null, false);
    }

    public static TypeField secret(String key, String label, String help) {
        return new TypeField(key, label, Kind.SECRET, false, List.of(), help, null, false);
    }

    /** @param options the first of which is the usual one */
    public static TypeField select(String key, String label, List<String> options, String help) {
        return new TypeField(key, label, Kind.SELECT, false, options, help, options.getFirst(), false);
    }

    /** The same, made by us where nobody gives one. */
    public TypeField ours() {
        return new TypeField(key, label, kind, true, options, help, usual, true);
    }
}
