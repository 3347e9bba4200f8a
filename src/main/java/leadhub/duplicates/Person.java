package leadhub.duplicates;

import org.jspecify.annotations.Nullable;

/** What of a lead says who it is. */
record Person(
        long id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phoneE164,
        @Nullable String company) {}
