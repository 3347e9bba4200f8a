package leadhub.lymbe;

import leadhub.base.Page;

/** Where a page stands in its list. */
public record Pagination(long total, int limit, long offset, boolean hasMore) {
    public static Pagination of(Page<?> page, int limit, long offset) {
        var hasMore = offset < page.total() && page.items().size() < page.total() - offset;
        return new Pagination(page.total(), limit, offset, hasMore);
    }
}
