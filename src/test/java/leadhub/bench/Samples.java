package leadhub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that leads of a workspace have, for asking by them.
 *
 * @param filters a usual value for each filter of the list
 * @param searches by what they try
 * @param leadIds spread over all leads
 * @param stageIds of the columns of the board
 */
record Samples(Map<String, String> filters, Map<String, String> searches, List<Long> leadIds, List<Long> stageIds) {
    private static final String IDEOGRAPHS = "'^[\u4e00-\u9fff]{2}'";

    static Samples of(Connection connection, long workspaceId, int leads) throws SQLException {
        return new Sampler(connection, workspaceId).sample(leads);
    }

    private record Sampler(Connection connection, long workspaceId) {
        Samples sample(int leads) throws SQLException {
            var filters = new LinkedHashMap<String, String>();
            filters.put("source", most("source", "true"));
            filters.put("status", "qualified");
            filters.put("pipeline_id", most("pipeline_id", "true"));
            filters.put("stage_id", most("stage_id", "true"));
            put(filters, "assigned_user_id", most("assigned_user_id", "assigned_user_id is not null"));
            put(filters, "tag", first("select name from tags where workspace_id = ? and id = " + tagOrNone()));
            filters.put("created_after", moment(0.9));
            filters.put("created_before", moment(0.5));
            filters.put("starred", "true");
            filters.values().removeIf(String::isEmpty);
            return new Samples(filters, searches(), ids(leads), stageIds());
        }

        private Map<String, String> searches() throws SQLException {
            var searches = new LinkedHashMap<String, String>();
            put(searches, "search broad", most("lower(left(first_name, 3))", "first_name ~ '^[A-Za-z]{3}'"));
            put(
                    searches,
                    "search full name",
                    most("lower(first_name || ' ' || last_name)", "first_name || last_name ~ '^[A-Za-z]{8,}$'"));
            put(searches, "search e-mail", least("lower(email)", "email ~ '^[a-z0-9.@-]+$'"));
            put(searches, "search 4 digits", least("right(phone_e164, 4)", "phone_e164 is not null"));
            put(searches, "search 9 digits", least("right(phone_e164, 9)", "phone_e164 is not null"));
            searches.put("search 1 letter", "a");
            searches.put("search 2 letters", "an");
            put(searches, "search 1 ideograph", most("left(first_name, 1)", "first_name ~ " + IDEOGRAPHS));
            put(searches, "search 2 ideographs", most("left(first_name, 2)", "first_name ~ " + IDEOGRAPHS));
            searches.put("search nothing", "zzqxzzqx");
            Tokens.reserve(searches.values());
            return searches;
        }

        private static void put(Map<String, String> values, String name, String value) {
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }

        private String most(String expression, String condition) throws SQLException {
            return byNumber(expression, condition, "desc");
        }

        private String least(String expression, String condition) throws SQLException {
            return byNumber(expression, condition, "asc");
        }

        private String byNumber(String expression, String condition, String direction) throws SQLException {
            return first("select (" + expression + ")::text from leads where workspace_id = ? and " + condition
                    + " group by 1 order by count(*) " + direction + ", 1 limit 1");
        }

        private String tagOrNone() throws SQLException {
            var id = first("select tag_id::text from lead_tags where workspace_id = ? group by tag_id"
                    + " order by count(*) desc, tag_id limit 1");
            return id.isEmpty() ? "0" : id;
        }

        /** Before this moment lies that part of the leads. */
        private String moment(double part) throws SQLException {
            var time = first("select to_char(percentile_disc(" + part + ") within group (order by created_at)"
                    + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from leads where workspace_id = ?");
            return Instant.parse(time).toString();
        }

        private List<Long> ids(int leads) throws SQLException {
            return query("select id::text from leads where workspace_id = ? and id % " + Math.max(1, leads / 5_000)
                            + " = 0 order by id")
                    .stream()
                    .map(Long::valueOf)
                    .toList();
        }

        private List<Long> stageIds() throws SQLException {
            return query("select id::text from pipeline_stages where workspace_id = ? order by position").stream()
                    .map(Long::valueOf)
                    .toList();
        }

        private String first(String sql) throws SQLException {
            return Optional.of(query(sql))
                    .filter(rows -> !rows.isEmpty())
                    .map(List::getFirst)
                    .orElse("");
        }

        private List<String> query(String sql) throws SQLException {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setLong(1, workspaceId);
                try (var rows = statement.executeQuery()) {
                    var values = new ArrayList<String>();
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                    return values;
                }
            }
        }
    }
}
