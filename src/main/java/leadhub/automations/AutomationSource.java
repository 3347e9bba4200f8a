package leadhub.automations;

import java.util.Optional;
import leadhub.automations.KnownAutomations.Known;
import org.springframework.stereotype.Component;

/** Automations as they are at this moment, and not as they are remembered. */
@Component
public class AutomationSource {
    private final AutomationSql sql;
    private final KnownAutomations known;

    AutomationSource(AutomationSql sql, KnownAutomations known) {
        this.sql = sql;
        this.known = known;
    }

    /** Unless it is deleted. */
    public Optional<Known> find(long workspaceId, long id) {
        return sql.find(workspaceId, id)
                .flatMap(automation -> known.version(workspaceId, id, automation.version())
                        .map(definition -> new Known(automation, definition)));
    }
}
