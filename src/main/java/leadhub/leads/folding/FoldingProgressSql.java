package leadhub.leads.folding;

import java.util.List;
import leadhub.base.Folding;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on how far leads are folded anew. */
@Component
class FoldingProgressSql {
    private final Sql sql;

    FoldingProgressSql(Sql sql) {
        this.sql = sql;
    }

    /** Folding anew, as far as it is; {@code upTo} is null once it is done. */
    record Progress(@Nullable String rules, @Nullable Long upTo) {
        boolean isDone() {
            return Folding.RULES.equals(rules) && upTo == null;
        }
    }

    Progress find(long workspaceId) {
        return sql.globalQuery(
                        row -> new Progress(row.getString("folding_rules"), row.getObject("folded_up_to", Long.class)),
                        """
                        select folding_rules, folded_up_to
                        from workspaces
                        where id = ?
                        """,
                        workspaceId)
                .getFirst();
    }

    /** Starts over where other rules were in force; returns all workspaces that aren't done. */
    List<Long> begin() {
        sql.globalUpdate("""
                update workspaces
                set folding_rules = ?, folded_up_to = 0
                where folding_rules is distinct from ?
                """, Folding.RULES, Folding.RULES);
        return sql.globalQuery(row -> row.getLong("id"), """
                select id
                from workspaces
                where folded_up_to is not null
                order by id
                """);
    }

    /** Moves on from where it was; false if somebody else has done so. */
    boolean advance(long workspaceId, long from, @Nullable Long to) {
        return sql.globalUpdate("""
                        update workspaces
                        set folded_up_to = ?::bigint
                        where id = ?
                          and folding_rules = ?
                          and folded_up_to = ?
                        """, to, workspaceId, Folding.RULES, from) == 1;
    }

    /** There is nothing to fold in a new one. */
    void done(long workspaceId) {
        sql.globalUpdate("""
                update workspaces
                set folding_rules = ?, folded_up_to = null
                where id = ?
                """, Folding.RULES, workspaceId);
    }
}
