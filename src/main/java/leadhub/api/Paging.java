package leadhub.api;

import java.math.BigInteger;
import leadhub.base.Slice;

/** Which page is asked for, and how long pages are. */
public record Paging(long page, int perPage) {
    private static final int USUAL = 15;
    private static final int MOST = 100;

    /** Reads {@code page} and {@code per_page}; what is no positive integer is an error of the query. */
    public static Paging of(QueryInput query) {
        var page = number(query, "page", 1);
        var perPage = number(query, "per_page", USUAL);
        return new Paging(page, (int) Math.min(perPage, MOST));
    }

    private static long number(QueryInput query, String name, long usual) {
        var text = query.value(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.get().strip().matches("\\+?[0-9]{1,1000}")) {
            query.reject(name, "The " + Words.of(name) + " field must be an integer.");
            return usual;
        }
        var number = new BigInteger(text.get().strip().replace("+", ""));
        if (number.signum() <= 0) {
            query.reject(name, "The " + Words.of(name) + " field must be at least 1.");
            return usual;
        }
        // A page beyond bigint is an empty page, and so is this one.
        return number.bitLength() > 62 ? Long.MAX_VALUE >> 1 : number.longValue();
    }

    public Slice slice() {
        return Slice.ofPage(page, perPage);
    }
}
