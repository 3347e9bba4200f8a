package leadhub.api;

import java.util.List;
import java.util.Set;
import leadhub.base.Page;
import org.jspecify.annotations.Nullable;

/** The envelopes around records in LeadHub's answers. */
public final class Envelope {
    private static final Set<String> PAGE = Set.of("page");

    private Envelope() {}

    /** One record. */
    public record One<T>(T data) {}

    /**
     * A record with members that change without anybody editing it, on each call of a webhook for example: who edits it
     * mustn't be told that somebody else has.
     */
    public interface Edited {
        /** The record without them. */
        Object edited();
    }

    /** One page of a list. */
    public record Many<T>(List<T> data, Meta meta, Links links) {}

    /** Where the page stands in the list. */
    public record Meta(
            long currentPage,
            long lastPage,
            int perPage,
            long total,
            @Nullable Long from,
            @Nullable Long to) {}

    /** The pages around this one. */
    public record Links(
            String first,
            String last,
            @Nullable String prev,
            @Nullable String next,
            String self) {}

    /** Answers with one page. */
    public static <T> Answer page(Exchange exchange, Paging paging, Page<T> page) {
        return Answer.ok(many(exchange, paging, page));
    }

    /** One page in its envelope. */
    public static <T> Many<T> many(Exchange exchange, Paging paging, Page<T> page) {
        var lastPage = Math.max(1, (page.total() + paging.perPage() - 1) / paging.perPage());
        var current = paging.page();
        var from = page.items().isEmpty() ? null : (current - 1) * paging.perPage() + 1;
        var to = from == null ? null : (Long) (from + page.items().size() - 1);
        var meta = new Meta(current, lastPage, paging.perPage(), page.total(), from, to);
        var links = new Links(
                link(exchange, 1),
                link(exchange, lastPage),
                current > 1 ? link(exchange, current - 1) : null,
                current < lastPage ? link(exchange, current + 1) : null,
                link(exchange, current));
        return new Many<>(page.items(), meta, links);
    }

    private static String link(Exchange exchange, long page) {
        var others = exchange.query().without(PAGE);
        return exchange.origin() + exchange.path() + "?" + (others.isEmpty() ? "" : others + "&") + "page=" + page;
    }
}
