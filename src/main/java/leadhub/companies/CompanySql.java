package leadhub.companies;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The statements that find companies among leads. They go along an index of their keys, from one company to the next; for
 * who doesn't see all leads, along those of each owner whose leads they see.
 */
@Component
class CompanySql {
    private final Sql sql;

    CompanySql(Sql sql) {
        this.sql = sql;
    }

    /**
     * The keys behind another one, in their order, each found by one look into the index.
     *
     * @param visible whose leads count beside nobody's; null for everybody's
     * @param wanted what stands in the keys; {@code ""} asks nothing
     */
    List<String> keys(long workspaceId, @Nullable Owners visible, String wanted, String after, int most) {
        var asked = new Asked(workspaceId, wanted, after, most, new ArrayList<>());
        var text = visible == null ? asked.walk("") : ofOwners(asked, visible);
        return sql.query(workspaceId, row -> row.getString("company_key"), new Statement(text, asked.values()));
    }

    /** Each owner's first ones by themselves: whoever sees few leads looks at few, however many others there are. */
    private static String ofOwners(Asked asked, Owners visible) {
        var nobodys = asked.walk("\n  and l.assigned_user_id is null");
        asked.values().add(visible.array());
        var theirs = asked.walk("\n  and l.assigned_user_id = any (array[owner.id])");
        asked.values().add(asked.most());
        return """
                select distinct company_key
                from (
                    (%s)
                    union all
                    select theirs.company_key
                    from unnest(?::bigint[]) as owner (id)
                    cross join lateral (%s) theirs
                ) seen
                order by company_key
                limit ?
                """.formatted(nobodys, theirs);
    }

    /** What is asked for, and the values of its statement in their order. */
    private record Asked(long workspaceId, String wanted, String after, int most, List<@Nullable Object> values) {

        /** From one key to the next, among leads of some owners. */
        String walk(String owner) {
            values.add(workspaceId);
            values.add(after);
            var first = next("?", owner);
            values.add(workspaceId);
            var more = next("found.company_key", owner);
            values.add(most);
            return """
                    with recursive found (company_key) as (
                        select (%s)
                        union all
                        select (%s)
                        from found
                        where found.company_key is not null
                    )
                    select company_key
                    from found
                    where company_key is not null
                    limit ?
                    """.formatted(first, more).strip();
        }

        /**
         * The order names the owner too, so that only the index of owners has it: of nobody PostgreSQL doesn't know it
         * otherwise, and of one it takes the index of all, unless the owner is an array.
         */
        private String next(String behind, String owner) {
            var conditions = owner;
            var order = owner.isEmpty() ? "l.company_key" : "l.assigned_user_id, l.company_key";
            if (!wanted.isEmpty()) {
                conditions += " and strpos(l.company_key, ?) > 0";
                values.add(wanted);
            }
            return """
                    select l.company_key
                    from leads l
                    where l.workspace_id = ?
                      and l.company_key > %s%s
                    order by %s
                    limit 1
                    """.formatted(behind, conditions, order).strip();
        }
    }

    /**
     * What the leads of a company with one currency come to.
     *
     * @param name the spelling that most of them have; null for none
     */
    record Figures(
            String key,
            String currency,
            long people,
            BigDecimal open,
            BigDecimal won,
            Instant updatedAt,
            @Nullable String name) {}

    /**
     * All of it is in the index of companies. Leads are added up spelling by spelling, for sorting the names of all of them takes
     * longer than that.
     *
     * @param currency of deals that have none of their own
     */
    List<Figures> figures(long workspaceId, @Nullable Owners visible, List<String> keys, String currency) {
        var values = new ArrayList<@Nullable Object>(List.of(currency, workspaceId, keys.toArray(String[]::new)));
        var seen = seen(visible, values);
        return sql.query(workspaceId, CompanySql::read, new Statement("""
                with spelled as (
                    select l.company_key, coalesce(l.deal_currency, ?) as currency, l.company, count(*) as people,
                           sum(l.deal_value) filter (where l.status not in ('converted', 'lost')) as open,
                           sum(l.deal_value) filter (where l.status = 'converted') as won,
                           max(l.updated_at) as updated_at
                    from leads l
                    where l.workspace_id = ?
                      and l.company_key = any (?)%s
                    group by 1, 2, 3
                )
                select company_key, currency, sum(people) as people, coalesce(sum(open), 0) as open,
                       coalesce(sum(won), 0) as won, max(updated_at) as updated_at,
                       (array_agg(company order by people desc, company) filter (where company is not null))[1] as name
                from spelled
                group by 1, 2
                order by 1, 2
                """.formatted(seen), values));
    }

    /** The ids of a company's leads, those that changed last first. */
    List<Long> leads(long workspaceId, @Nullable Owners visible, String key, Slice slice) {
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, key));
        var seen = seen(visible, values);
        values.addAll(List.of(slice.limit(), slice.offset()));
        return sql.query(workspaceId, row -> row.getLong("id"), new Statement("""
                select l.id
                from leads l
                where l.workspace_id = ?
                  and l.company_key = ?%s
                order by l.updated_at desc, l.id desc
                limit ? offset ?
                """.formatted(seen), values));
    }

    private static String seen(@Nullable Owners visible, List<@Nullable Object> values) {
        if (visible == null) {
            return "";
        }
        values.add(visible.array());
        return "\n  and " + Owners.condition("l.assigned_user_id");
    }

    private static Figures read(ResultSet row) throws SQLException {
        return new Figures(
                row.getString("company_key"),
                row.getString("currency"),
                row.getLong("people"),
                Objects.requireNonNull(row.getBigDecimal("open")),
                Objects.requireNonNull(row.getBigDecimal("won")),
                Times.get(row, "updated_at"),
                row.getString("name"));
    }
}
