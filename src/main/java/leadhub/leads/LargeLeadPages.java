package leadhub.leads;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import leadhub.base.AnswerBudget;
import leadhub.base.Listing;
import leadhub.base.Page;
import leadhub.base.Portions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads pages that are too large to be held (100 leads with long notes take 12 MB and more): in portions, while they are
 * written, in one read-only transaction, so that all of a page is of one moment (docs/adr/0009).
 *
 * <p>Limits: a portion has {@link AnswerBudget#USUAL} bytes, or one lead.
 */
@Component
class LargeLeadPages {
    private final LeadSql sql;
    private final TransactionTemplate oneMoment;

    LargeLeadPages(LeadSql sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** The leads of a page in their order, and how many there are in all. */
    record Contents(List<LeadListSql.Sized> leads, long total) {}

    /** @param contents asked for in the transaction in which the leads are read */
    Listing.Large<Lead> page(long workspaceId, Supplier<Contents> contents) {
        return (lease, reader) -> oneMoment.executeWithoutResult(
                status -> reader.accept(inPortions(workspaceId, contents.get(), lease)));
    }

    private Page<Lead> inPortions(long workspaceId, Contents contents, AnswerBudget.Lease lease) {
        var leads = contents.leads();
        var sizes = leads.stream().map(LeadListSql.Sized::bytes).toList();
        var starts = Portions.starts(sizes, AnswerBudget.USUAL);
        lease.resize(Math.max(
                AnswerBudget.USUAL,
                sizes.stream().mapToLong(size -> size).max().orElse(0)));
        return new Page<>(
                new Portions<>(
                        starts,
                        leads.size(),
                        portion -> read(
                                workspaceId,
                                leads.subList(starts[portion], Portions.end(starts, portion, leads.size())))),
                contents.total());
    }

    private List<Lead> read(long workspaceId, List<LeadListSql.Sized> portion) {
        var ids = portion.stream().mapToLong(LeadListSql.Sized::id).toArray();
        var leads = sql.find(workspaceId, ids).stream().collect(Collectors.toMap(Lead::id, Function.identity()));
        return portion.stream().map(lead -> leads.get(lead.id())).toList();
    }
}
