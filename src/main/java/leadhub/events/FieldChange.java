package leadhub.events;

import org.jspecify.annotations.Nullable;

/** A field before and after, as the API would write it: a text, a number, a list of tags' names, null for nothing. */
public record FieldChange(@Nullable Object from, @Nullable Object to) {}
