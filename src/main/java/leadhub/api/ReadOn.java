package leadhub.api;

import java.util.List;
import java.util.Set;
import leadhub.base.Page;
import org.jspecify.annotations.Nullable;

/** A part of a list that is read on from where the one before ended, in LeadHub's envelope. */
public record ReadOn<T>(List<T> data, Meta meta, Links links) {
    private static final Set<String> PLACE = Set.of("page", "cursor");

    /** @param nextCursor null at the end of the list */
    public record Meta(int perPage, long total, @Nullable String nextCursor) {}

    public record Links(@Nullable String next) {}

    /** @param nextCursor where it is read on, null at its end */
    public static <T> ReadOn<T> of(Exchange exchange, int perPage, Page<T> page, @Nullable String nextCursor) {
        var others = exchange.query().without(PLACE);
        var next = nextCursor == null
                ? null
                : exchange.origin() + exchange.path() + "?" + (others.isEmpty() ? "" : others + "&") + "cursor="
                        + nextCursor;
        return new ReadOn<>(page.items(), new Meta(perPage, page.total(), nextCursor), new Links(next));
    }
}
