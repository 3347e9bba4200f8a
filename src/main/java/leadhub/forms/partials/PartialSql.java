package leadhub.forms.partials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The statements on what was typed and not sent. */
@Component
class PartialSql {
    /** Into which one of some contacts was typed. @param digits of phones, however they are spelled */
    private static final String IS_OF_PERSON = """
            exists (
                select
                from jsonb_each_text(field_values) typed
                where lower(typed.value) = any (:contacts)
                   or regexp_replace(typed.value, '[^0-9]', '', 'g') = any (:digits))
            """;

    private final Sql sql;

    PartialSql(Sql sql) {
        this.sql = sql;
    }

    /** Keeps what a page has in it now. Not of one that was sent, for what was typed may come after it. */
    void keep(long workspaceId, String token, Partial partial) {
        sql.update(
                workspaceId,
                """
                insert into form_partials as p
                    (workspace_id, form_id, token, form_version, field_values, evidence, last_key, created_at, updated_at)
                select :workspace, :form, :token, :version, :values::jsonb, :evidence::jsonb, :last, :now, :now
                where not exists (
                    select from form_submissions where workspace_id = :workspace and form_id = :form and token = :token)
                on conflict (workspace_id, form_id, token) do update
                set form_version = excluded.form_version, field_values = excluded.field_values,
                    evidence = excluded.evidence, last_key = excluded.last_key, updated_at = excluded.updated_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", partial.formId())
                        .and("token", token)
                        .and("version", partial.formVersion())
                        .and("values", Json.write(partial.values()))
                        .and("evidence", Json.write(partial.evidence()))
                        .and("last", partial.lastKey())
                        .and("now", partial.updatedAt()));
    }

    /** Those of a form that were typed into last stay; whoever fills it with others gets rid of none of those. */
    void forgetOldest(long workspaceId, long formId, int most) {
        sql.update(workspaceId, """
                delete from form_partials
                where workspace_id = ?
                  and form_id = ?
                  and (updated_at, id) <= (
                      select updated_at, id
                      from form_partials
                      where workspace_id = ?
                        and form_id = ?
                      order by updated_at desc, id desc
                      offset ?
                      limit 1)
                """, workspaceId, formId, workspaceId, formId, most);
    }

    /** Those into which one of some contacts was typed. @param contacts without case */
    void forgetOf(long workspaceId, long formId, String[] contacts) {
        sql.update(workspaceId, """
                delete from form_partials
                where workspace_id = ?
                  and form_id = ?
                  and exists (
                      select
                      from jsonb_each_text(field_values) typed
                      where lower(typed.value) = any (?))
                """, workspaceId, formId, contacts);
    }

    /** What somebody typed into any form, the latest first. @param contacts without case */
    List<Partial> ofPerson(long workspaceId, String[] contacts, String[] digits, int most) {
        return sql.query(
                workspaceId,
                PartialSql::read,
                """
                select id, form_id, form_version, field_values, evidence, last_key, updated_at
                from form_partials
                where workspace_id = :workspace
                  and %s
                order by updated_at desc, id desc
                limit :most
                """.formatted(IS_OF_PERSON),
                NamedValues.of("workspace", workspaceId)
                        .and("contacts", contacts)
                        .and("digits", digits)
                        .and("most", most));
    }

    /** Their number. */
    int forgetPerson(long workspaceId, String[] contacts, String[] digits) {
        return sql.update(
                workspaceId,
                """
                delete from form_partials
                where workspace_id = :workspace
                  and %s
                """.formatted(IS_OF_PERSON),
                NamedValues.of("workspace", workspaceId)
                        .and("contacts", contacts)
                        .and("digits", digits));
    }

    void forget(long workspaceId, long formId, String token) {
        sql.defer(workspaceId, """
                delete from form_partials
                where workspace_id = ?
                  and form_id = ?
                  and token = ?
                """, workspaceId, formId, token);
    }

    Optional<Partial> find(long workspaceId, long formId, String token) {
        return sql.find(workspaceId, PartialSql::read, """
                select id, form_id, form_version, field_values, evidence, last_key, updated_at
                from form_partials
                where workspace_id = ?
                  and form_id = ?
                  and token = ?
                """, workspaceId, formId, token);
    }

    /** False if there was none. */
    boolean delete(long workspaceId, long formId, long id) {
        return sql.update(workspaceId, """
                delete from form_partials
                where workspace_id = ?
                  and form_id = ?
                  and id = ?
                """, workspaceId, formId, id) == 1;
    }

    /** The latest first; none whose page was sent while it was kept. */
    Page<Partial> list(long workspaceId, long formId, Slice slice) {
        var unsent = """
                from form_partials p
                where p.workspace_id = ?
                  and p.form_id = ?
                  and not exists (
                      select from form_submissions s
                      where s.workspace_id = p.workspace_id and s.form_id = p.form_id and s.token = p.token)
                """;
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Statement.of("select count(*)\n" + unsent, workspaceId, formId),
                PartialSql::read,
                Statement.of("""
                        select p.id, p.form_id, p.form_version, p.field_values, p.evidence, p.last_key, p.updated_at
                        %s
                        order by p.updated_at desc, p.id desc
                        limit ? offset ?
                        """.formatted(unsent), workspaceId, formId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** Forgets what nobody went on with, what was sent after all, and what was typed into forms that are gone; their number. */
    int forgetOld(long workspaceId, Instant before) {
        return sql.update(workspaceId, """
                delete from form_partials p
                where p.workspace_id = ?
                  and (p.updated_at < ?
                    or exists (
                      select from form_submissions s
                      where s.workspace_id = p.workspace_id and s.form_id = p.form_id and s.token = p.token)
                    or exists (
                      select from forms f
                      where f.workspace_id = p.workspace_id and f.id = p.form_id and f.removed_at is not null))
                """, workspaceId, before);
    }

    private static Partial read(ResultSet row) throws SQLException {
        return new Partial(
                row.getLong("id"),
                row.getLong("form_id"),
                row.getInt("form_version"),
                (ObjectNode) Json.MAPPER.readTree(row.getString("field_values")),
                (ObjectNode) Json.MAPPER.readTree(row.getString("evidence")),
                row.getString("last_key"),
                Times.get(row, "updated_at"));
    }
}
