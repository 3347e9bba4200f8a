package leadhub.api;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.web.input.Numbers;
import leadhub.web.input.QueryInput;

/** The requested page and the page size. */
public record Paging(long page, int perPage) {
    private static final int USUAL = 15;
    private static final int MOST = 100;
    private static final BigInteger LAST_PAGE = BigInteger.valueOf(Numbers.LAST_OF_JAVASCRIPT);

    /** Reads {@code page} and {@code per_page}; what is no positive integer is an error of the query. */
    public static Paging of(QueryInput query) {
        var page = number(query, "page", 1);
        if (page.compareTo(LAST_PAGE) > 0) {
            query.reject("page", Refusal.of("max").with("max", LAST_PAGE.longValueExact()));
        }
        return new Paging(page.longValue(), perPage(query));
    }

    /** Reads {@code per_page} alone, for lists that are read on from a record and have no numbers of pages. */
    public static int perPage(QueryInput query) {
        return number(query, "per_page", USUAL).min(BigInteger.valueOf(MOST)).intValue();
    }

    private static BigInteger number(QueryInput query, String name, long usual) {
        var wrong = Refusal.of("integer");
        var text = query.value(name, wrong);
        if (text.isEmpty()) {
            return BigInteger.valueOf(usual);
        }
        if (!text.get().strip().matches("\\+?[0-9]{1,1000}")) {
            query.reject(name, wrong);
            return BigInteger.valueOf(usual);
        }
        var number = new BigInteger(text.get().strip().replace("+", ""));
        if (number.signum() <= 0) {
            query.reject(name, Refusal.of("min").with("min", 1));
            return BigInteger.valueOf(usual);
        }
        return number;
    }

    public Slice slice() {
        return Slice.ofPage(page, perPage);
    }

    /** This page of a list that has one record or none. */
    public <T> Page<T> page(Optional<T> record) {
        var all = record.stream().toList();
        return new Page<>(page == 1 ? all : List.of(), all.size());
    }
}
