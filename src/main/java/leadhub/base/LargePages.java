package leadhub.base;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads pages that are too large to be held (100 leads with long notes take 12 MB and more): in portions, while they are
 * written, in one read-only transaction, so that all of a page is of one moment (docs/adr/0009).
 *
 * <p>Limits: a portion has {@link AnswerBudget#USUAL} bytes, or one record.
 */
@Component
public class LargePages {
    private final TransactionTemplate oneMoment;

    LargePages(PlatformTransactionManager transactions) {
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** A record and how many bytes it takes up, roughly. */
    public record Sized(long id, long bytes) {}

    /** The records of a page in their order, and how many there are in all. */
    public record Contents(List<Sized> records, long total) {}

    /**
     * A page that is read at once where it is small, and while it is handed on where it is not.
     *
     * @param contents of a large page asked for once more, in the transaction in which the records are read
     * @param read reads records by their ids, in no order
     */
    public <T> Listing<T> listing(
            long workspaceId,
            Supplier<Contents> contents,
            BiFunction<Long, long[], List<T>> read,
            Function<T, Long> id) {
        var found = contents.get();
        var ids = found.records().stream().mapToLong(Sized::id).toArray();
        if (found.records().stream().mapToLong(Sized::bytes).sum() > AnswerBudget.USUAL) {
            return page(workspaceId, contents, read, id);
        }
        var byId = ids.length == 0
                ? Map.<Long, T>of()
                : read.apply(workspaceId, ids).stream().collect(Collectors.toMap(id, Function.identity()));
        // What went between the two looks is left out.
        return new Page<>(
                LongStream.of(ids).mapToObj(byId::get).filter(Objects::nonNull).toList(), found.total());
    }

    /**
     * A page that is read when it is asked for.
     *
     * @param contents asked for in the transaction in which the records are read
     * @param read reads records by their ids, in no order
     */
    public <T> Listing.Large<T> page(
            long workspaceId,
            Supplier<Contents> contents,
            BiFunction<Long, long[], List<T>> read,
            Function<T, Long> id) {
        return (lease, reader) -> oneMoment.executeWithoutResult(
                status -> reader.accept(inPortions(contents.get(), lease, ids -> read.apply(workspaceId, ids), id)));
    }

    private static <T> Page<T> inPortions(
            Contents contents, AnswerBudget.Lease lease, Function<long[], List<T>> read, Function<T, Long> id) {
        var records = contents.records();
        var sizes = records.stream().map(Sized::bytes).toList();
        var starts = Portions.starts(sizes, AnswerBudget.USUAL);
        lease.resize(Math.max(
                AnswerBudget.USUAL, sizes.stream().mapToLong(size -> size).max().orElse(0)));
        return new Page<>(
                new Portions<>(
                        starts,
                        records.size(),
                        portion -> portion(
                                records.subList(starts[portion], Portions.end(starts, portion, records.size())),
                                read,
                                id)),
                contents.total());
    }

    private static <T> List<T> portion(List<Sized> portion, Function<long[], List<T>> read, Function<T, Long> id) {
        var ids = portion.stream().mapToLong(Sized::id).toArray();
        var byId = read.apply(ids).stream().collect(Collectors.toMap(id, Function.identity()));
        return portion.stream().map(record -> byId.get(record.id())).toList();
    }
}
