package leadhub.leads.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadField.Kind;
import org.jspecify.annotations.Nullable;

/** How a lead stands in a row: the columns of every statement that reads one, and reading them. */
public final class LeadRows {
    /** Of a lead called {@code l}, as they stand there, and the names of its tags. */
    public static final String OWN_COLUMNS = columns("l.email", "l.notes", "l.custom_fields");

    /** The same, and whether somebody else is like it: looked up, so that it is never out of date. */
    public static final String COLUMNS = withTwins(OWN_COLUMNS);

    /** The same with its custom fields spelled out, for statements that look at their length too. */
    public static final String SPELLED_OUT =
            withTwins(columns("l.email", "l.notes", "l.custom_fields::text as custom_fields"));

    /** The same, where nobody asks whether somebody else is like it. */
    public static final String SPELLED_OUT_ALONE =
            columns("l.email", "l.notes", "l.custom_fields::text as custom_fields") + ", false as possible_duplicate";

    /**
     * As much of a lead as stands in a line of a list: no notes, of the custom fields those whose keys are bound here, and
     * of long values the beginning. A page of such lines is small, whatever people wrote.
     */
    public static final String PREVIEW = withTwins(columns("left(l.email, 320) as email", "null as notes", """
            coalesce((
                select jsonb_object_agg(f.key, case when octet_length(f.value::text) <= 2000 then f.value
                                               else to_jsonb(left(f.value #>> '{}', 500) || '…') end)
                from jsonb_each(l.custom_fields) as f (key, value)
                where f.key = any (?)), '{}') as custom_fields"""));

    private static String columns(String email, String notes, String customFields) {
        var special = Map.of(LeadFields.EMAIL, email, LeadFields.NOTES, notes, LeadFields.CUSTOM_FIELDS, customFields);
        var columns = LeadFields.STORED.stream()
                .map(field -> special.getOrDefault(field, "l." + field.column()))
                .collect(Collectors.joining(", "));
        return """
            l.id, %s,
            case when l.tag_ids = '{}' then null else (
                select array_agg(t.id || ' ' || t.name order by array_position(l.tag_ids, t.id))
                from tags t
                where t.workspace_id = l.workspace_id
                  and t.id = any (l.tag_ids)
            ) end as tag_names""".formatted(columns);
    }

    private static String withTwins(String columns) {
        return columns + """
            ,
            (l.email_key is not null and exists (
                select from leads other
                where other.workspace_id = l.workspace_id and other.email_key = l.email_key and other.id <> l.id)
             or l.phone_e164 is not null and exists (
                select from leads other
                where other.workspace_id = l.workspace_id and other.phone_e164 = l.phone_e164 and other.id <> l.id)
            ) as possible_duplicate""";
    }

    /**
     * How many bytes a lead takes up when it is read. A text has its length beside it: notes aren't unpacked for this, and
     * adding up lengths costs a third of measuring all texts as one.
     */
    public static final String BYTES = LeadFields.STORED.stream()
            .filter(field -> field.kind() == Kind.TEXT || field.kind() == Kind.KEY)
            .map(field -> "coalesce(octet_length(l." + field.column() + "), 0)")
            .collect(Collectors.joining(
                    " + ", "octet_length(l.custom_fields::text) + 200 * cardinality(l.tag_ids) + ", ""));

    private LeadRows() {}

    /** Finds those of the leads that are there, by id. */
    public static Sql.Statement finding(long workspaceId, long[] ids) {
        return Sql.Statement.of("""
                select %s
                from leads l
                where l.workspace_id = ?
                  and l.id = any (?)
                order by l.id
                """.formatted(COLUMNS), workspaceId, ids);
    }

    public static Lead read(ResultSet row) throws SQLException {
        var lead = Lead.blank()
                .set(LeadFields.ID, row.getLong("id"))
                .set(LeadFields.POSSIBLE_DUPLICATE, row.getBoolean("possible_duplicate"));
        for (var field : LeadFields.STORED) {
            lead.put(field, value(row, field));
        }
        return lead.lead();
    }

    private static @Nullable Object value(ResultSet row, LeadField<?> field) throws SQLException {
        var column = field.column();
        return switch (field.kind()) {
            case TEXT, KEY, CURRENCY, CUSTOM -> row.getString(column);
            case STATUS -> LeadStatus.of(row.getString(column)).orElseThrow();
            case ID -> {
                var id = row.getLong(column);
                yield id == 0 ? field.usual() : (Long) id;
            }
            case WHOLE -> row.getInt(column);
            case MONEY -> row.getBigDecimal(column);
            case FLAG -> row.getBoolean(column);
            case TAGS -> tags(row);
            case IDS -> ids(row, column);
            case TIME -> Times.find(row, column);
            case DAY -> row.getObject(column, LocalDate.class);
        };
    }

    private static List<Long> ids(ResultSet row, String column) throws SQLException {
        var ids = row.getArray(column);
        return ids == null ? List.of() : List.of((Long[]) ids.getArray());
    }

    /** Each is its id, a blank and its name. A tag that goes at this moment isn't among them any more. */
    private static List<Lead.LeadTag> tags(ResultSet row) throws SQLException {
        var names = row.getArray("tag_names");
        if (names == null) {
            return List.of();
        }
        var tags = new ArrayList<Lead.LeadTag>();
        for (var text : (String[]) names.getArray()) {
            var blank = text.indexOf(' ');
            tags.add(new Lead.LeadTag(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1)));
        }
        return tags;
    }
}
