package leadhub.leads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import leadhub.base.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The statements that find, add and change a lead. Lists are those of {@code leads.lists}, many at once {@link ManyLeadSql}'s;
 * {@link SamePersonSql} finds who is there already, {@link LeadDeletionSql} removes and brings back.
 *
 * <p>Long, for whoever adds a column to leads has to see both statements that write them all.
 */
@Component
class LeadSql {
    private static final String UPDATE = """
            update leads l
            set first_name = ?, last_name = ?, email = ?, email_key = ?, phone = ?, phone_e164 = ?,
                company = ?, job_title = ?, linkedin_url = ?, country = ?, industry = ?,
                company_size = ?, source = ?, status = ?, pipeline_id = ?, stage_id = ?,
                assigned_user_id = ?, lead_score = ?, score_adjustment = ?, deal_value = ?, starred = ?, notes = ?,
                custom_fields = ?::jsonb, tag_ids = ?, search_text = ?, folded = ?::jsonb,
                updated_at = ?, event_sequence = ?
            where workspace_id = ?
              and id = ?
            """;

    private static final String RETURNING_WHETHER_DUPLICATE = """
            returning exists (select from leads other
                              where other.workspace_id = l.workspace_id
                                and other.email_key = l.email_key and other.id <> l.id)
                      or exists (select from leads other
                              where other.workspace_id = l.workspace_id
                                and other.phone_e164 = l.phone_e164 and other.id <> l.id)
                      as possible_duplicate
            """;

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

    /** Those of the leads that are there, in no order. */
    List<Lead> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadRows::read, """
                select %s
                from leads l
                where l.workspace_id = ?
                  and l.id = any (?)
                """.formatted(LeadRows.COLUMNS), workspaceId, ids);
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

    private static Sql.Statement finding(long workspaceId, long id) {
        return Sql.Statement.of("""
                select %s
                from leads l
                where l.workspace_id = ?
                  and l.id = ?
                """.formatted(LeadRows.COLUMNS), workspaceId, id);
    }

    Inserted insert(long workspaceId, Lead lead, LeadIndex index) {
        return inStage(() -> insertUnchecked(workspaceId, lead, index));
    }

    private Inserted insertUnchecked(long workspaceId, Lead lead, LeadIndex index) {
        var values = new ArrayList<@Nullable Object>(columns(lead, index));
        values.addFirst(workspaceId);
        values.add(lead.botId());
        values.add(lead.createdAt());
        values.addAll(Arrays.asList(index.emailKey(), lead.phoneE164(), index.pieces()));
        return sql.query(
                        workspaceId,
                        row -> new Inserted(row.getLong("id"), row.getBoolean("possible_duplicate")),
                        new Sql.Statement("""
                                with made as (
                                    insert into leads
                                        (workspace_id, first_name, last_name, email, email_key, phone, phone_e164, company,
                                         job_title, linkedin_url, country, industry, company_size, source, status,
                                         pipeline_id, stage_id, assigned_user_id, lead_score, score_adjustment, deal_value, starred, notes,
                                         custom_fields, tag_ids, search_text, folded, updated_at, event_sequence, bot_id,
                                         created_at)
                                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?)
                                    returning workspace_id, id, created_at, tag_ids, search_text
                                ), asked as (
                                    select ?::text as email_key, ?::text as phone_e164
                                ), found_by as (
                                    insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                                    select workspace_id, id, created_at, search_text, ?
                                    from made
                                ), tagged as (
                                    insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                                    select workspace_id, unnest(tag_ids), created_at, id
                                    from made
                                )
                                select made.id,
                                       exists (select from leads other
                                               where other.workspace_id = made.workspace_id
                                                 and other.email_key = asked.email_key)
                                       or exists (select from leads other
                                               where other.workspace_id = made.workspace_id
                                                 and other.phone_e164 = asked.phone_e164) as possible_duplicate
                                from made, asked
                                """, values))
                .getFirst();
    }

    /** Writes all columns; returns whether somebody else is like it. */
    boolean update(long workspaceId, Lead before, Lead lead, LeadIndex index) {
        var values = new ArrayList<@Nullable Object>(columns(lead, index));
        values.add(workspaceId);
        values.add(lead.id());
        var isDuplicate = before.possibleDuplicate();
        if (isWhoAndWhereItWas(before, lead)) {
            sql.defer(workspaceId, UPDATE, values.toArray());
        } else {
            isDuplicate = inStage(() -> sql.get(
                    workspaceId,
                    row -> row.getBoolean("possible_duplicate"),
                    UPDATE + RETURNING_WHETHER_DUPLICATE,
                    values.toArray()));
        }
        updateTags(workspaceId, before, lead);
        return isDuplicate;
    }

    /** Then nothing can be refused and nobody else be like it who wasn't, so that no answer need be waited for. */
    private static boolean isWhoAndWhereItWas(Lead before, Lead lead) {
        return Objects.equals(before.email(), lead.email())
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
                    where workspace_id = ?
                      and tag_id = any (?)
                      and created_at = ?
                      and lead_id = ?
                      and tag_id <> all (?)
                )
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select ?, unnest(?), ?, ?
                on conflict do nothing
                """,
                workspaceId,
                before.tagIds(),
                lead.createdAt(),
                lead.id(),
                lead.tagIds(),
                workspaceId,
                lead.tagIds(),
                lead.createdAt(),
                lead.id());
    }

    /** Everything that both a new and a changed lead writes, in the order of both statements. */
    private static List<@Nullable Object> columns(Lead lead, LeadIndex index) {
        return Arrays.asList(
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                index.emailKey(),
                lead.phone(),
                lead.phoneE164(),
                lead.company(),
                lead.jobTitle(),
                lead.linkedinUrl(),
                lead.country(),
                lead.industry(),
                lead.companySize(),
                lead.source(),
                lead.status().word(),
                lead.pipelineId(),
                lead.stageId(),
                lead.assignedUserId(),
                lead.leadScore(),
                lead.scoreAdjustment(),
                lead.dealValue(),
                lead.starred(),
                lead.notes(),
                lead.customFields(),
                lead.tagIds(),
                index.searchText(),
                index.folded(),
                lead.updatedAt(),
                lead.eventSequence());
    }
}
