package leadhub.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The statements on the hours in which a workspace works. */
@Component
class HoursSql {
    private final Sql sql;

    HoursSql(Sql sql) {
        this.sql = sql;
    }

    Optional<BusinessHours> find(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> read(Json.MAPPER.readTree(row.getString("hours"))),
                "select hours from business_hours where workspace_id = ?",
                workspaceId);
    }

    /** Nobody else changes them until the transaction ends. */
    void lock(long workspaceId) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock(hashtextextended('business_hours', ?))", workspaceId);
    }

    void write(long workspaceId, BusinessHours hours) {
        sql.update(workspaceId, """
                insert into business_hours (workspace_id, hours)
                values (?, ?::jsonb)
                on conflict (workspace_id) do update
                set hours = excluded.hours
                """, workspaceId, json(hours));
    }

    private static String json(BusinessHours hours) {
        var json = Json.MAPPER.createObjectNode();
        var shifts = json.putArray("shifts");
        hours.shifts()
                .forEach(shift -> shifts.addObject()
                        .put("day", Shift.word(shift.day()))
                        .put("from", shift.from().toString())
                        .put("to", shift.to().toString()));
        var closures = json.putArray("closures");
        hours.closures()
                .forEach(closure -> closures.addObject()
                        .put("from", closure.from().toString())
                        .put("to", closure.to().toString()));
        json.put("region", hours.region());
        return json.toString();
    }

    private static BusinessHours read(JsonNode json) {
        var region = json.path("region");
        return new BusinessHours(
                json.path("shifts").valueStream().map(HoursSql::shift).toList(),
                json.path("closures").valueStream().map(HoursSql::closure).toList(),
                region.isString() ? region.stringValue() : null);
    }

    private static Shift shift(JsonNode json) {
        return new Shift(
                Shift.day(json.path("day").stringValue()).orElseThrow(),
                LocalTime.parse(json.path("from").stringValue()),
                LocalTime.parse(json.path("to").stringValue()));
    }

    private static Closure closure(JsonNode json) {
        return new Closure(
                LocalDate.parse(json.path("from").stringValue()),
                LocalDate.parse(json.path("to").stringValue()));
    }
}
