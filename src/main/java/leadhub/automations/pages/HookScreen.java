package leadhub.automations.pages;

import java.util.List;
import java.util.Optional;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.ProblemException;
import leadhub.base.Slice;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeSource;
import leadhub.integrations.mapping.JsonPaths;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/**
 * The URL at which outside programs start an automation.
 *
 * @param url empty before it is published, and where it can't be read
 * @param latest what came last, as text; empty where nothing has
 * @param paths what leads to a value in it
 */
public record HookScreen(String url, String latest, List<String> paths) {
    private static final int MOST_SHOWN = 4_000;

    /** Reads it. */
    @Component
    static class Reader {
        private final TriggerKinds triggers;
        private final IntakeLedger ledger;

        Reader(TriggerKinds triggers, IntakeLedger ledger) {
            this.triggers = triggers;
            this.ledger = ledger;
        }

        /** Of a trigger that may not be published yet; empty for one that outside programs don't start. */
        Optional<HookScreen> read(Visit visit, Known known, String type) {
            return triggers.hooked(type).map(kind -> {
                var id = known.automation().id();
                var path = known.definition().trigger().type().equals(type)
                        ? kind.path(visit.caller(), id).orElse("")
                        : "";
                return latest(visit, path.isEmpty() ? "" : visit.origin() + path, id);
            });
        }

        private HookScreen latest(Visit visit, String url, long automationId) {
            var caller = visit.caller();
            var last = ledger.list(caller, IntakeFilter.of(IntakeSource.AUTOMATION, automationId), new Slice(0, 1))
                    .items();
            if (last.isEmpty()) {
                return new HookScreen(url, "", List.of());
            }
            try {
                var payload =
                        ledger.get(caller, last.getFirst().id()).received().fields();
                var text = payload.toPrettyString();
                return new HookScreen(
                        url,
                        text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " …" : text,
                        JsonPaths.of(payload));
            } catch (ProblemException e) {
                return new HookScreen(url, "", List.of());
            }
        }
    }
}
