package leadhub.integrations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be told to connect an integration. What it is called, and what is to be given, are messages in every language.
 *
 * @param group whose texts it has: the fields of one provider, or of several that say the same
 * @param isRequired whether there is no integration without it, where it counts
 * @param options of a select; empty for every other kind
 * @param usual what it is where nothing is said; null for nothing
 * @param isOurs a secret that is ours to choose: one is made where none is given, and shown once
 * @param onlyIf where it counts; null for everywhere
 */
public record TypeField(
        String group,
        String key,
        Kind kind,
        boolean isRequired,
        List<String> options,
        @Nullable String usual,
        boolean isOurs,
        @Nullable OnlyIf onlyIf) {

    /** Where a provider's API is: another than the usual one only for tests and gateways. */
    public static final String API_BASE_URL = "api_base_url";

    private static final String TEXTS = "integrations.field.";

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

    /** One of the options of a select. */
    public record OnlyIf(TypeField select, String option) {
        public OnlyIf {
            if (!select.options().contains(option)) {
                throw new IllegalArgumentException(select.key() + " can't be " + option);
            }
        }
    }

    public static TypeField text(String group, String key) {
        return new TypeField(group, key, Kind.TEXT, false, List.of(), null, false, null);
    }

    public static TypeField secret(String group, String key) {
        return new TypeField(group, key, Kind.SECRET, false, List.of(), null, false, null);
    }

    public static TypeField number(String group, String key) {
        return new TypeField(group, key, Kind.NUMBER, false, List.of(), null, false, null);
    }

    /** A switch that is off unless somebody turns it on. */
    public static TypeField bool(String group, String key) {
        return new TypeField(group, key, Kind.BOOLEAN, false, List.of(), null, false, null);
    }

    /** @param options the first of which is the usual one */
    public static TypeField select(String group, String key, List<String> options) {
        return new TypeField(group, key, Kind.SELECT, false, options, options.getFirst(), false, null);
    }

    /** @param usual the provider's own */
    public static TypeField apiBaseUrl(String usual) {
        return text("api", API_BASE_URL).usually(usual);
    }

    /** The message that names it. */
    public String label() {
        return TEXTS + group + "." + key;
    }

    /** The message that says what to give. */
    public String help() {
        return label() + ".help";
    }

    /** The message that names an option of a select. */
    public String option(String option) {
        return label() + "." + option;
    }

    /** All its messages. */
    Stream<String> texts() {
        return Stream.concat(Stream.of(label(), help()), options.stream().map(this::option));
    }

    /**
     * Whether it counts.
     *
     * @param chosen what a select says, by its key; empty where nobody has chosen
     */
    public boolean counts(Function<String, Optional<String>> chosen) {
        if (onlyIf == null) {
            return true;
        }
        var select = onlyIf.select();
        var option = chosen.apply(select.key()).or(() -> Optional.ofNullable(select.usual()));
        return option.equals(Optional.of(onlyIf.option()));
    }

    /** The same, without which there is no integration. */
    public TypeField required() {
        return new TypeField(group, key, kind, true, options, usual, isOurs, onlyIf);
    }

    /** The same, which counts only where an option of a select is chosen. */
    public TypeField onlyIf(TypeField select, String option) {
        return new TypeField(group, key, kind, isRequired, options, usual, isOurs, new OnlyIf(select, option));
    }

    /** The same with a value where nobody gives one. */
    public TypeField usually(String value) {
        return new TypeField(group, key, kind, isRequired, options, value, isOurs, onlyIf);
    }

    /** The same, made by us where nobody gives one. */
    public TypeField ours() {
        return new TypeField(group, key, kind, true, options, usual, true, onlyIf);
    }
}
