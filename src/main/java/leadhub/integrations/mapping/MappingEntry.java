package leadhub.integrations.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where a part of what comes in goes.
 *
 * @param from a JSON path that begins with {@code $}, or the name of a field
 * @param to a lead's field, {@code custom_fields.x} or {@code tags}
 * @param usual what it is where nothing is found; null for nothing
 */
public record MappingEntry(String from, String to, @Nullable String usual) {
    public static MappingEntry of(String from, String to) {
        return new MappingEntry(from, to, null);
    }
}
