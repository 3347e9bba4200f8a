package leadhub.companies;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.api.Exchange;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;

/** A company as the contract spells it. */
record CompanyView(
        String key,
        String name,
        long people,
        Map<String, BigDecimal> openValue,
        Map<String, BigDecimal> wonValue,
        Instant updatedAt) {
    static CompanyView of(Company company) {
        return new CompanyView(
                company.key(),
                company.name(),
                company.people(),
                plain(company.open()),
                plain(company.won()),
                company.updatedAt());
    }

    /** Some companies in their envelope. */
    record Many(List<CompanyView> data, Meta meta, Links links) {
        record Meta(int perPage, @Nullable String nextCursor) {}

        record Links(@Nullable String next) {}

        static Many of(Exchange exchange, int perPage, CompanyPage page) {
            var cursor = page.next() == null
                    ? null
                    : Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(page.next().getBytes(StandardCharsets.UTF_8));
            var others = exchange.query().without(Set.of(CompanyApi.CURSOR));
            var next = cursor == null
                    ? null
                    : exchange.origin() + exchange.path() + "?" + (others.isEmpty() ? "" : others + "&") + "cursor="
                            + cursor;
            return new Many(
                    page.companies().stream().map(CompanyView::of).toList(),
                    new Meta(perPage, cursor),
                    new Links(next));
        }
    }

    /** A company and its leads. */
    record WithLeads(
            String key,
            String name,
            long people,
            Map<String, BigDecimal> openValue,
            Map<String, BigDecimal> wonValue,
            Instant updatedAt,
            List<LeadLine> leads) {
        static WithLeads of(Company company, List<LeadLine> leads) {
            return new WithLeads(
                    company.key(),
                    company.name(),
                    company.people(),
                    plain(company.open()),
                    plain(company.won()),
                    company.updatedAt(),
                    leads);
        }
    }

    /** As much of a lead as says who it is and how it stands. */
    record LeadLine(
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company,
            @Nullable String jobTitle,
            String status,
            @Nullable Long assignedUserId,
            @Nullable BigDecimal dealValue,
            @Nullable String dealCurrency,
            Instant updatedAt) {
        static LeadLine of(Lead lead) {
            return new LeadLine(
                    lead.id(),
                    lead.firstName(),
                    lead.lastName(),
                    lead.email(),
                    lead.phone(),
                    lead.company(),
                    lead.get(LeadFields.JOB_TITLE),
                    lead.status().word(),
                    lead.assignedUserId(),
                    lead.dealValue() == null ? null : plain(lead.dealValue()),
                    lead.dealCurrency(),
                    lead.updatedAt());
        }
    }

    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> sums) {
        var plain = new LinkedHashMap<String, BigDecimal>();
        sums.forEach((currency, sum) -> plain.put(currency, plain(sum)));
        return plain;
    }

    /** 1000.00 is 1000. */
    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
