package leadhub.duplicates;

import java.time.Instant;
import java.util.List;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that find pairs of leads by what they have in common, and keep them. */
@Component
class PairSql {
    /** A key that more leads have than this says nothing of any of them ({@code info@}, a common name), or is {@link DuplicateKeys one person's}. */
    private static final int MOST_ALIKE = 20;

    /** Of more leads of one address or number each is paired with the oldest one alone. */
    private static final int FEW = 5;

    /** So many pairs of one lead are enough to see what has happened. */
    private static final int MOST_OF_ONE = 500;

    private final Sql sql;

    PairSql(Sql sql) {
        this.sql = sql;
    }

    /** Replaces the keys of leads. @param keys each of the lead in the same place */
    void write(long workspaceId, long[] ids, long[] leadIds, long[] keys) {
        sql.defer(workspaceId, """
                delete from duplicate_keys
                where workspace_id = ?
                  and lead_id = any (?)
                """, workspaceId, ids);
        sql.defer(workspaceId, """
                insert into duplicate_keys (workspace_id, key, lead_id)
                select ?, k.key, k.lead_id
                from unnest(?::bigint[], ?::bigint[]) as k (key, lead_id)
                on conflict do nothing
                """, workspaceId, keys, leadIds);
    }

    /**
     * Two leads with a key in common, the one with the lower id first.
     *
     * @param isOfMany whether all that they have in common is an address or a number that many have
     */
    record Pair(long one, long other, boolean isOfMany) {}

    /**
     * The pairs of some leads. An address or number that many have pairs each of them with the oldest one alone, for all
     * of them would be pairs without end.
     */
    List<Pair> alike(long workspaceId, long[] ids) {
        return sql.query(
                workspaceId,
                row -> new Pair(row.getLong("one"), row.getLong("other"), row.getBoolean("of_many")),
                """
                select least(a.lead_id, a.other_id) as one, greatest(a.lead_id, a.other_id) as other,
                       bool_and(a.key & 1 = 0 and a.leads > :few) as of_many
                from (
                    select k.lead_id, k.key, o.lead_id as other_id,
                           count(*) over (partition by k.lead_id, k.key) as leads,
                           min(o.lead_id) over (partition by k.lead_id, k.key) as oldest
                    from duplicate_keys k
                    cross join lateral (
                        select same.lead_id
                        from duplicate_keys same
                        where same.workspace_id = :workspace_id
                          and same.key = k.key
                        order by same.lead_id
                        limit :enough
                    ) o
                    where k.workspace_id = :workspace_id
                      and k.lead_id = any (:ids)
                    union all
                    -- Whoever is the oldest of many has the others beyond these, too.
                    select k.lead_id, k.key, o.lead_id, :enough, k.lead_id
                    from duplicate_keys k
                    cross join lateral (
                        select same.lead_id
                        from duplicate_keys same
                        where same.workspace_id = :workspace_id
                          and same.key = k.key
                        order by same.lead_id
                        limit :most offset :enough
                    ) o
                    where k.workspace_id = :workspace_id
                      and k.lead_id = any (:ids)
                      and k.key & 1 = 0
                      and not exists (
                          select
                          from duplicate_keys older
                          where older.workspace_id = :workspace_id
                            and older.key = k.key
                            and older.lead_id < k.lead_id)
                ) a
                where case
                          when a.key & 1 = 0 then a.leads <= :few or a.oldest in (a.lead_id, a.other_id)
                          else a.leads < :enough
                      end
                  and a.lead_id <> a.other_id
                group by 1, 2
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("ids", ids)
                        .and("enough", MOST_ALIKE + 1)
                        .and("few", FEW)
                        .and("most", MOST_OF_ONE));
    }

    /** Those that may become the oldest with an address or number that many have, when these leads no longer have it. */
    List<Long> heirs(long workspaceId, long[] ids) {
        return sql.query(
                workspaceId,
                row -> row.getLong("lead_id"),
                """
                select distinct o.lead_id
                from duplicate_keys k
                cross join lateral (
                    select same.lead_id
                    from duplicate_keys same
                    where same.workspace_id = :workspace_id
                      and same.key = k.key
                      and same.lead_id > k.lead_id
                      and not (same.lead_id = any (:ids))
                    order by same.lead_id
                    limit 1
                ) o
                where k.workspace_id = :workspace_id
                  and k.lead_id = any (:ids)
                  and k.key & 1 = 0
                  and not exists (
                      select
                      from duplicate_keys older
                      where older.workspace_id = :workspace_id
                        and older.key = k.key
                        and older.lead_id < k.lead_id)
                  and exists (
                      select
                      from duplicate_keys many
                      where many.workspace_id = :workspace_id
                        and many.key = k.key
                      offset :few)
                """,
                NamedValues.of("workspace_id", workspaceId).and("ids", ids).and("few", FEW));
    }

    /** A pair that is worth a look. */
    record Found(Pair pair, Comparison comparison) {}

    /** Writes the pairs of some leads, and forgets those that are none any more; what was dismissed stays so. */
    void write(long workspaceId, long[] ids, List<Found> found, Instant now) {
        var values = NamedValues.of("workspace_id", workspaceId)
                .and("ids", ids)
                .and("ones", found.stream().mapToLong(one -> one.pair().one()).toArray())
                .and(
                        "others",
                        found.stream().mapToLong(one -> one.pair().other()).toArray());
        sql.defer(workspaceId, """
                delete from duplicates d
                where d.workspace_id = :workspace_id
                  and d.dismissed_at is null
                  and (d.lead_id = any (:ids) or d.other_id = any (:ids))
                  and not exists (
                      select
                      from unnest(:ones::bigint[], :others::bigint[]) as f (one, other)
                      where f.one = d.lead_id
                        and f.other = d.other_id)
                """, values);
        if (found.isEmpty()) {
            return;
        }
        sql.defer(
                workspaceId,
                """
                insert into duplicates (workspace_id, lead_id, other_id, score, reasons, found_at)
                select :workspace_id, f.one, f.other, f.score, f.reasons::jsonb, :now
                from unnest(:ones::bigint[], :others::bigint[], :scores::integer[], :reasons::text[])
                    as f (one, other, score, reasons)
                on conflict (workspace_id, lead_id, other_id) do update
                set score = excluded.score, reasons = excluded.reasons
                where duplicates.score <> excluded.score or duplicates.reasons <> excluded.reasons
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and(
                                "ones",
                                found.stream()
                                        .mapToLong(one -> one.pair().one())
                                        .toArray())
                        .and(
                                "others",
                                found.stream()
                                        .mapToLong(one -> one.pair().other())
                                        .toArray())
                        .and(
                                "scores",
                                found.stream()
                                        .mapToInt(one -> one.comparison().score())
                                        .toArray())
                        .and(
                                "reasons",
                                found.stream()
                                        .map(one -> Json.write(one.comparison().reasons()))
                                        .toArray(String[]::new))
                        .and("now", now));
    }
}
