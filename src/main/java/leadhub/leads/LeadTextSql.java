package leadhub.leads;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Folding;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that fold the texts of many leads anew, and those on how far that is. */
@Component
class LeadTextSql {
    private final Sql sql;

    LeadTextSql(Sql sql) {
        this.sql = sql;
    }

    /** What a lead is to be found by. */
    record Indexed(long id, LeadIndex index) {}

    /** Folding anew, as far as it is; {@code upTo} is null once it is done. */
    record Progress(@Nullable String rules, @Nullable Long upTo) {
        boolean isDone() {
            return Folding.RULES.equals(rules) && upTo == null;
        }
    }

    /** Writes what is otherwise. */
    void write(long workspaceId, List<Indexed> leads) {
        if (leads.isEmpty()) {
            return;
        }
        sql.update(
                workspaceId,
                """
                with wanted as materialized (
                    select id, search_text, folded::jsonb as folded, pieces::integer[] as pieces
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as w (id, search_text, folded, pieces)
                ), found_by as (
                    update lead_search s
                    set search_text = wanted.search_text, pieces = wanted.pieces
                    from wanted
                    where s.workspace_id = ?
                      and s.lead_id = wanted.id
                      and s.search_text <> wanted.search_text
                )
                update leads l
                set search_text = wanted.search_text, folded = wanted.folded
                from wanted
                where l.workspace_id = ?
                  and l.id = wanted.id
                  and (l.search_text <> wanted.search_text or l.folded is distinct from wanted.folded)
                """,
                leads.stream().mapToLong(Indexed::id).toArray(),
                texts(leads, LeadIndex::searchText),
                texts(leads, LeadIndex::folded),
                texts(leads, index -> pieces(index.pieces())),
                workspaceId,
                workspaceId);
    }

    private static @Nullable String[] texts(List<Indexed> leads, Function<LeadIndex, @Nullable String> text) {
        return leads.stream().map(lead -> text.apply(lead.index())).toArray(String[]::new);
    }

    private static String pieces(int[] pieces) {
        return Arrays.toString(pieces).replace('[', '{').replace(']', '}');
    }

    Progress progress(long workspaceId) {
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
