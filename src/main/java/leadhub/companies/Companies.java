package leadhub.companies;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import leadhub.leads.folding.FoldingProgress;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.record.Lead;
import leadhub.leads.texts.CompanyKey;
import org.springframework.stereotype.Service;

/** Companies, as the leads tell of them that a caller sees. A company is there as long as it has one. */
@Service
public class Companies {
    private final CompanySql sql;
    private final LeadLists lists;
    private final Visibility visibility;
    private final FoldingProgress progress;
    private final Folding folding;

    Companies(CompanySql sql, LeadLists lists, Visibility visibility, FoldingProgress progress, Folding folding) {
        this.sql = sql;
        this.lists = lists;
        this.visibility = visibility;
        this.progress = progress;
        this.folding = folding;
    }

    /**
     * Those behind a key, by their keys.
     *
     * @param search part of a name or a domain; {@code ""} asks nothing
     * @param after {@code ""} for the first ones
     * @param currency the workspace's, which is that of deals without one
     */
    public CompanyPage list(Caller caller, String search, String after, int most, String currency) {
        var wanted = CompanyKey.ofSearch(folding, search);
        if (wanted.isEmpty() && !search.isBlank()) {
            return new CompanyPage(List.of(), null);
        }
        // One more tells whether the list goes on.
        var keys = sql.keys(caller.workspaceId(), visibility.of(caller), wanted, after, most + 1);
        var shown = keys.subList(0, Math.min(most, keys.size()));
        var next = keys.size() > most ? shown.getLast() : null;
        return new CompanyPage(read(caller, shown, currency), next);
    }

    /** A company that has a lead which the caller sees. */
    public Company get(Caller caller, String key, String currency) {
        return Optional.of(key)
                .filter(CompanyKey::isOne)
                .flatMap(one -> read(caller, List.of(one), currency).stream().findFirst())
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("company.not_found")).exception());
    }

    /** Its leads, as they stand in a line of a list, those that changed last first. */
    public Page<Lead> leads(Caller caller, Company company, Slice slice) {
        var ids = sql.leads(caller.workspaceId(), visibility.of(caller), company.key(), slice);
        var found = ids.isEmpty() ? Map.<Long, Lead>of() : lists.previews(caller, ids);
        var leads = ids.stream().map(found::get).filter(Objects::nonNull).toList();
        return new Page<>(leads, company.people());
    }

    /** Whether leads from before an upgrade are still being looked through. */
    public boolean isPending(Caller caller) {
        return progress.isPending(caller.workspaceId());
    }

    private List<Company> read(Caller caller, List<String> keys, String currency) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var byKey = new LinkedHashMap<String, List<CompanySql.Figures>>();
        sql.figures(caller.workspaceId(), visibility.of(caller), keys, currency)
                .forEach(figures -> byKey.computeIfAbsent(figures.key(), key -> new ArrayList<>())
                        .add(figures));
        return byKey.entrySet().stream()
                .map(entry -> company(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Company company(String key, List<CompanySql.Figures> figures) {
        var name = figures.stream()
                .filter(one -> one.name() != null)
                .max(Comparator.comparingLong(CompanySql.Figures::people))
                .map(CompanySql.Figures::name)
                .orElse(key);
        return new Company(
                key,
                name,
                figures.stream().mapToLong(CompanySql.Figures::people).sum(),
                sums(figures, CompanySql.Figures::open),
                sums(figures, CompanySql.Figures::won),
                figures.stream()
                        .map(CompanySql.Figures::updatedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Map<String, BigDecimal> sums(
            List<CompanySql.Figures> figures, Function<CompanySql.Figures, BigDecimal> sum) {
        var sums = new TreeMap<String, BigDecimal>();
        for (var one : figures) {
            if (sum.apply(one).signum() != 0) {
                sums.put(one.currency(), sum.apply(one));
            }
        }
        return sums;
    }
}
