package leadhub.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How integrations go, cheap enough to be asked for often. */
@Component
public class IntakePulses {
    private final IntakePulseSql sql;

    IntakePulses(IntakePulseSql sql) {
        this.sql = sql;
    }

    /** Of each of some integrations, whichever of the two sources they are. */
    public Map<Long, IntakePulse> of(long workspaceId, List<Long> sourceIds) {
        var pulses = new HashMap<Long, IntakePulse>();
        if (sourceIds.isEmpty()) {
            return pulses;
        }
        sourceIds.forEach(id -> pulses.put(id, IntakePulse.NONE));
        var came = new HashMap<Long, List<IntakePulseSql.Came>>();
        sql.came(workspaceId, sourceIds)
                .forEach(row -> came.computeIfAbsent(row.sourceId(), id -> new ArrayList<>())
                        .add(row));
        came.forEach((id, rows) -> pulses.put(
                id,
                new IntakePulse(
                        rows.getFirst().at(),
                        rows.stream()
                                .filter(row -> !row.isTest())
                                .map(IntakePulseSql.Came::at)
                                .toList(),
                        null,
                        null)));
        sql.failed(workspaceId, sourceIds)
                .forEach(row -> pulses.computeIfPresent(
                        row.sourceId(),
                        (id, pulse) -> new IntakePulse(pulse.lastAt(), pulse.recent(), row.at(), row.reason())));
        return pulses;
    }
}
