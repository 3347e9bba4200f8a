package leadhub.automations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.StepJson;
import leadhub.base.Json;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** The automations of workspaces, remembered so that what happens to leads costs no statement where none applies. */
@Component
public class KnownAutomations {
    private static final int MOST_VERSIONS = 10_000;

    private final Remembered<List<Known>> known;
    private final VersionSql versions;
    private final AutomationVault vault;
    private final Cache<Key, Definition> older =
            Caffeine.newBuilder().maximumSize(MOST_VERSIONS).build();

    KnownAutomations(AutomationSql sql, VersionSql versions, AutomationVault vault, Signals signals) {
        this.versions = versions;
        this.vault = vault;
        this.known = new Remembered<>(signals, "automations", workspaceId -> {
            var automations = sql.all(workspaceId);
            var definitions = new HashMap<Long, Definition>();
            if (!automations.isEmpty()) {
                versions.newest(workspaceId)
                        .forEach(kept -> definitions.put(kept.automationId(), definition(workspaceId, kept)));
            }
            return automations.stream()
                    .flatMap(one -> Optional.ofNullable(definitions.get(one.id())).stream()
                            .map(definition -> new Known(one, definition)))
                    .toList();
        });
    }

    private record Key(long workspaceId, long automationId, int version) {}

    /** An automation with its newest version. */
    public record Known(Automation automation, Definition definition) {}

    /** All that aren't deleted, by id. Their counts of runs may be outdated. */
    public List<Known> all(long workspaceId) {
        return known.get(workspaceId);
    }

    public Optional<Known> find(long workspaceId, long id) {
        return all(workspaceId).stream()
                .filter(one -> one.automation().id() == id)
                .findFirst();
    }

    /** Any version, of a deleted automation too. */
    public Optional<Definition> version(long workspaceId, long automationId, int version) {
        var key = new Key(workspaceId, automationId, version);
        var found = older.getIfPresent(key);
        if (found == null) {
            found = versions.find(workspaceId, automationId, version)
                    .map(kept -> definition(workspaceId, kept))
                    .orElse(null);
            if (found != null) {
                older.put(key, found);
            }
        }
        return Optional.ofNullable(found);
    }

    /** The current transaction changes some. */
    public void changed(long workspaceId) {
        known.changed(workspaceId);
    }

    private Definition definition(long workspaceId, VersionSql.Kept kept) {
        return new Definition(
                DefinitionJson.read(Json.MAPPER.readTree(kept.trigger())),
                new Program(StepJson.read(Json.MAPPER.readTree(kept.steps()))),
                vault.open(workspaceId, kept.automationId(), kept.sealed()));
    }
}
