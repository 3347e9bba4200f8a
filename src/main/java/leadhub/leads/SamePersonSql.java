package leadhub.leads;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that find leads by what makes them the same person. */
@Component
class SamePersonSql {
    private final Sql sql;

    SamePersonSql(Sql sql) {
        this.sql = sql;
    }

    /** What a person is recognized by. */
    record Marks(
            @Nullable String externalId,
            @Nullable String emailKey,
            @Nullable String phoneE164) {}

    /**
     * The lead with this external id, else the oldest with this e-mail, else with this phone. One that was merged is found by
     * what it had, as the one that it has become part of.
     */
    Optional<Long> find(long workspaceId, Marks marks) {
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                (select id, 1 as place from leads where workspace_id = :workspace_id and external_id = :external_id)
                union all
                (%s)
                union all
                (select id, 3 from leads where workspace_id = :workspace_id and email_key = :email_key order by id limit 1)
                union all
                (%s)
                union all
                (select id, 5 from leads where workspace_id = :workspace_id and phone_e164 = :phone_e164 order by id limit 1)
                union all
                (%s)
                order by place
                limit 1
                """.formatted(
                                merged("external_id = :external_id", ", 2"),
                                merged("email_key = :email_key", ", 4"),
                                merged("phone_e164 = :phone_e164", ", 6")),
                NamedValues.of("workspace_id", workspaceId)
                        .and("external_id", marks.externalId())
                        .and("email_key", marks.emailKey())
                        .and("phone_e164", marks.phoneE164()));
    }

    /** The leads with each of some people's marks. */
    record Found(long byExternalId, long byEmail, long byPhone) {}

    /**
     * For each, in their order: the lead with the external id, the oldest with the e-mail, the oldest with the phone; 0 for
     * none. Merged ones likewise.
     */
    List<Found> findAll(long workspaceId, List<Marks> all) {
        return sql.query(
                workspaceId,
                row -> new Found(row.getLong("by_external_id"), row.getLong("by_email"), row.getLong("by_phone")),
                """
                select coalesce(
                           (select id from leads l
                            where l.workspace_id = :workspace_id and l.external_id = sent.external_id),
                           (%s)) as by_external_id,
                       coalesce(
                           (select id from leads l
                            where l.workspace_id = :workspace_id and l.email_key = sent.email_key order by id limit 1),
                           (%s)) as by_email,
                       coalesce(
                           (select id from leads l
                            where l.workspace_id = :workspace_id and l.phone_e164 = sent.phone_e164 order by id limit 1),
                           (%s)) as by_phone
                from unnest(:external_ids::text[], :email_keys::text[], :phones::text[]) with ordinality
                    as sent (external_id, email_key, phone_e164, place)
                order by sent.place
                """.formatted(
                                merged("external_id = sent.external_id", ""),
                                merged("email_key = sent.email_key", ""),
                                merged("phone_e164 = sent.phone_e164", "")),
                NamedValues.of("workspace_id", workspaceId)
                        .and("external_ids", texts(all, Marks::externalId))
                        .and("email_keys", texts(all, Marks::emailKey))
                        .and("phones", texts(all, Marks::phoneE164)));
    }

    private static @Nullable String[] texts(List<Marks> all, Function<Marks, @Nullable String> text) {
        var texts = new @Nullable String[all.size()];
        for (var place = 0; place < texts.length; place++) {
            texts[place] = text.apply(all.get(place));
        }
        return texts;
    }

    /** The lead that one with this mark has become part of. @param more of a column beside its id */
    private static String merged(String condition, String more) {
        return """
                select m.survivor_id%s
                from merged_leads m
                join leads l on l.workspace_id = m.workspace_id and l.id = m.survivor_id
                where m.workspace_id = :workspace_id
                  and m.%s
                order by m.survivor_id
                limit 1""".formatted(more, condition);
    }

    /** The lead that another system calls so, or one of those that have become part of it. */
    Optional<Long> findByExternalId(long workspaceId, String externalId) {
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                (select id, 1 as place from leads where workspace_id = :workspace_id and external_id = :external_id)
                union all
                (%s)
                order by place
                limit 1
                """.formatted(merged("external_id = :external_id", ", 2")),
                NamedValues.of("workspace_id", workspaceId).and("external_id", externalId));
    }

    /** Other leads with this e-mail or phone as they stand in a list, the oldest first; twenty are enough to see that something is wrong. */
    List<Lead> like(long workspaceId, long id, @Nullable String emailKey, @Nullable String phoneE164) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select %s
                from (select id from leads where workspace_id = ? and email_key = ?
                      union
                      select id from leads where workspace_id = ? and phone_e164 = ?
                      order by id
                      limit 21) same
                join leads l on l.workspace_id = ? and l.id = same.id
                where l.id <> ?
                order by l.id
                """.formatted(LeadRows.PREVIEW),
                new String[0],
                workspaceId,
                emailKey,
                workspaceId,
                phoneE164,
                workspaceId,
                id);
    }

    /** The next statement waits until no other transaction works on a lead with one of these marks. */
    void lockIdentity(long workspaceId, Marks marks) {
        var externalId = marks.externalId() == null ? null : "external_id " + marks.externalId();
        for (var identity : Arrays.asList(externalId, marks.emailKey(), marks.phoneE164())) {
            if (identity != null) {
                sql.defer(workspaceId, """
                        select pg_advisory_xact_lock_shared(hashtextextended('everybody', ?)),
                               pg_advisory_xact_lock(hashtextextended(?, ?))
                        """, workspaceId, identity, workspaceId);
            }
        }
    }

    /** The same for whoever looks for many: a lock for each mark would be more than the database has room for. */
    void lockEverybody(long workspaceId) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock(hashtextextended('everybody', ?))", workspaceId);
    }
}
