package leadhub.leads;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statement that folds the texts of many leads anew. */
@Component
class LeadTextSql {
    private final Sql sql;

    LeadTextSql(Sql sql) {
        this.sql = sql;
    }

    /** What a lead is to be found by. */
    record Indexed(long id, LeadIndex index) {}

    /** Writes what is otherwise. */
    void write(long workspaceId, List<Indexed> leads) {
        if (leads.isEmpty()) {
            return;
        }
        sql.update(
                workspaceId,
                """
                with wanted as materialized (
                    select id, search_text, folded::jsonb as folded, company_key, pieces::integer[] as pieces
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                        as w (id, search_text, folded, company_key, pieces)
                ), found_by as (
                    update lead_search s
                    set search_text = wanted.search_text, pieces = wanted.pieces
                    from wanted
                    where s.workspace_id = ?
                      and s.lead_id = wanted.id
                      and s.search_text <> wanted.search_text
                )
                update leads l
                set search_text = wanted.search_text, folded = wanted.folded, company_key = wanted.company_key
                from wanted
                where l.workspace_id = ?
                  and l.id = wanted.id
                  and (l.search_text <> wanted.search_text or l.folded is distinct from wanted.folded
                       or l.company_key is distinct from wanted.company_key)
                """,
                leads.stream().mapToLong(Indexed::id).toArray(),
                texts(leads, LeadIndex::searchText),
                texts(leads, LeadIndex::folded),
                texts(leads, LeadIndex::companyKey),
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
}
