package leadhub.leads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadField.Kind;
import leadhub.leads.record.LeadField.Use;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The statements that find, add and change a lead. Lists are those of {@code leads.lists}, many at once {@link ManyLeadSql}'s;
 * {@link SamePersonSql} finds who is there already, {@link LeadDeletionSql} removes and brings back.
 *
 * <p>The columns that a new and a changed lead write come from {@link LeadFields}; the rest of both statements stands here.
 */
@Component
class LeadSql {
    private static final String FINDING = """
            select %s
            from leads l
            where l.workspace_id = ?
              and l.id = ?
            """.formatted(LeadRows.COLUMNS);

    private static final List<LeadField<?>> ADDED = LeadFields.STORED;
    private static final List<LeadField<?>> CHANGED =
            ADDED.stream().filter(field -> !field.is(Use.FIXED)).toList();

    /** Of a cluster's machines a plain statement asks one; rows that one CTE inserts from another go by all of them. */
    private static final String INSERT = """
            insert into leads (workspace_id, %s, email_key, search_text, folded, company_key)
            values (?, %s, ?, ?, ?::jsonb, ?)
            """.formatted(list(ADDED, LeadField::column), list(ADDED, LeadSql::mark));

    /** Of the lead just inserted: by its number, which nobody has been told yet. */
    private static final String INSERT_TAGS = """
            insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
            select ?, unnest(?::bigint[]), ?, currval('lead_ids')
            returning lead_id
            """;

    private static final String INSERT_SEARCH = """
            insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
            values (?, currval('lead_ids'), ?, ?, ?)
            returning lead_id
            """;

    /** Whether a second lead is there beside the one just inserted. */
    private static final String ASK = """
            select exists (select from leads
                           where workspace_id = ?
                             and email_key = ?::text
                           offset 1)
                   or exists (select from leads
                           where workspace_id = ?
                             and phone_e164 = ?::text
                           offset 1) as possible_duplicate
            """;

    private static final String UPDATE = """
            update leads l
            set %s, email_key = ?, search_text = ?, folded = ?::jsonb, company_key = ?
            where workspace_id = ?
              and id = ?
            """.formatted(list(CHANGED, field -> field.column() + " = " + mark(field)));

    private static final String UPDATE_AND_ASK = """
            with changed as (
                %s
                returning id, email_key, phone_e164
            )
            select exists (select from leads other
                           where other.workspace_id = ?
                             and other.email_key = changed.email_key and other.id <> changed.id)
                   or exists (select from leads other
                           where other.workspace_id = ?
                             and other.phone_e164 = changed.phone_e164 and other.id <> changed.id)
                   as possible_duplicate
            from changed
            """.formatted(UPDATE);

    private final Sql sql;

    LeadSql(Sql sql) {
        this.sql = sql;
    }

    /** What the database made of a new lead. */
    record Inserted(long id, boolean possibleDuplicate) {}

    Optional<Lead> find(long workspaceId, long id) {
        return sql.query(workspaceId, LeadRows::read, finding(workspaceId, id)).stream()
                .findFirst();
    }

    /** Those of the leads that are there, by id. */
    List<Lead> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadRows::read, LeadRows.finding(workspaceId, ids));
    }

    /**
     * Nobody else changes it until the transaction ends. Read by a second statement: the one that waited for the lock
     * would see the lead's new tags, but not yet their names.
     */
    Optional<Lead> lock(long workspaceId, long id) {
        var locking = Sql.Statement.of("""
                select count(*)
                from (select from leads where workspace_id = ? and id = ? for no key update) locked
                """, workspaceId, id);
        return sql
                .both(workspaceId, row -> row.getLong(1), locking, LeadRows::read, finding(workspaceId, id))
                .second()
                .stream()
                .findFirst();
    }

    /** The lead that a merged one is part of now; empty for one that wasn't merged. */
    Optional<Long> survivor(long workspaceId, long id) {
        return sql.find(workspaceId, row -> row.getLong("survivor_id"), """
                select survivor_id
                from merged_leads
                where workspace_id = ?
                  and lead_id = ?
                """, workspaceId, id);
    }

    private static Sql.Statement finding(long workspaceId, long id) {
        return Sql.Statement.of(FINDING, workspaceId, id);
    }

    Inserted insert(long workspaceId, Lead lead, LeadIndex index) {
        return inStage(() -> insertUnchecked(workspaceId, lead, index));
    }

    private Inserted insertUnchecked(long workspaceId, Lead lead, LeadIndex index) {
        var values = new ArrayList<@Nullable Object>();
        values.add(workspaceId);
        values.addAll(values(ADDED, lead, index));
        sql.defer(workspaceId, INSERT, values.toArray());
        if (lead.tagIds().length > 0) {
            sql.defer(workspaceId, INSERT_TAGS, workspaceId, lead.tagIds(), lead.createdAt());
        }
        var answers = sql.both(
                workspaceId,
                row -> row.getLong("lead_id"),
                Sql.Statement.of(INSERT_SEARCH, workspaceId, lead.createdAt(), index.searchText(), index.pieces()),
                row -> row.getBoolean("possible_duplicate"),
                Sql.Statement.of(ASK, workspaceId, index.emailKey(), workspaceId, lead.phoneE164()));
        return new Inserted(answers.first(), answers.second().getFirst());
    }

    /** Writes all columns; returns whether somebody else is like it. */
    boolean update(long workspaceId, Lead before, Lead lead, LeadIndex index) {
        var values = values(CHANGED, lead, index);
        values.add(workspaceId);
        values.add(lead.id());
        var isDuplicate = before.possibleDuplicate();
        if (isWhoAndWhereItWas(before, lead)) {
            sql.defer(workspaceId, UPDATE, values.toArray());
        } else {
            values.addAll(List.of(workspaceId, workspaceId));
            isDuplicate = inStage(() -> sql.get(
                    workspaceId, row -> row.getBoolean("possible_duplicate"), UPDATE_AND_ASK, values.toArray()));
        }
        updateTags(workspaceId, before, lead);
        return isDuplicate;
    }

    /** Then nothing can be refused and nobody else be like it who wasn't, so that no answer need be waited for. */
    private static boolean isWhoAndWhereItWas(Lead before, Lead lead) {
        return Objects.equals(before.externalId(), lead.externalId())
                && Objects.equals(before.email(), lead.email())
                && Objects.equals(before.phoneE164(), lead.phoneE164())
                && before.pipelineId() == lead.pipelineId()
                && before.stageId() == lead.stageId()
                && Objects.equals(before.assignedUserId(), lead.assignedUserId());
    }

    /** The stage may go between the look at it and the write; the foreign key is who knows. */
    private static <T> T inStage(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataIntegrityViolationException e) {
            throw Sql.isForeignKeyViolation(e) ? LeadPlaces.gone() : e;
        }
    }

    /** The number that its public events have come to, which changes nothing else of it. */
    void updateSequence(long workspaceId, Lead lead) {
        sql.defer(workspaceId, """
                update leads
                set event_sequence = ?
                where workspace_id = ?
                  and id = ?
                """, lead.eventSequence(), workspaceId, lead.id());
    }

    void updateSearch(long workspaceId, long id, LeadIndex index) {
        sql.defer(workspaceId, """
                update lead_search
                set search_text = ?, pieces = ?
                where workspace_id = ?
                  and lead_id = ?
                """, index.searchText(), index.pieces(), workspaceId, id);
    }

    private void updateTags(long workspaceId, Lead before, Lead lead) {
        if (Arrays.equals(before.tagIds(), lead.tagIds())) {
            return;
        }
        sql.defer(
                workspaceId,
                """
                with removed as (
                    delete from lead_tags
                    where workspace_id = :workspace_id
                      and tag_id = any (:had_tag_ids)
                      and created_at = :created_at
                      and lead_id = :lead_id
                      and tag_id <> all (:tag_ids)
                )
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select :workspace_id, unnest(:tag_ids), :created_at, :lead_id
                on conflict do nothing
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("had_tag_ids", before.tagIds())
                        .and("created_at", lead.createdAt())
                        .and("lead_id", lead.id())
                        .and("tag_ids", lead.tagIds()));
    }

    private static String list(List<LeadField<?>> fields, Function<LeadField<?>, String> part) {
        return fields.stream().map(part).collect(Collectors.joining(", "));
    }

    private static long @Nullable [] ids(List<Long> ids) {
        return ids.isEmpty() ? null : ids.stream().mapToLong(id -> id).toArray();
    }

    private static String mark(LeadField<?> field) {
        return field.kind() == Kind.CUSTOM ? "?::jsonb" : "?";
    }

    /** What a lead has in fields, in their order, and then what it is found by. */
    private static List<@Nullable Object> values(List<LeadField<?>> fields, Lead lead, LeadIndex index) {
        var values = new ArrayList<@Nullable Object>();
        fields.forEach(field -> values.add(value(field, lead)));
        values.addAll(Arrays.asList(index.emailKey(), index.searchText(), index.folded(), index.companyKey()));
        return values;
    }

    private static @Nullable Object value(LeadField<?> field, Lead lead) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case TAGS -> lead.tagIds();
            case IDS -> ids(lead.mergedFrom());
            case TEXT, KEY, ID, WHOLE, MONEY, CURRENCY, FLAG, CUSTOM, TIME, DAY -> lead.get(field);
        };
    }
}
