package leadhub.base;

/** Which part of a list is asked for: how many to skip, how many to show. */
public record Slice(long offset, int limit) {
    /** Page numbers count from 1. An offset beyond a bigint is an empty page. */
    public static Slice ofPage(long page, int perPage) {
        var before = page - 1;
        return new Slice(before > Long.MAX_VALUE / perPage ? Long.MAX_VALUE : before * perPage, perPage);
    }
}
