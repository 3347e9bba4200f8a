package leadhub.automations;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leadhub.audit.Audit;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.StepJson;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.StepSecrets;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.web.input.Errors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Makes, changes and removes automations. What people write is published at once, as a version of its own. */
@Service
public class Automations {
    private final Store store;
    private final DefinitionReader reader;
    private final References references;
    private final AutomationRuns runs;
    private final Audit audit;

    Automations(Store store, DefinitionReader reader, References references, AutomationRuns runs, Audit audit) {
        this.store = store;
        this.reader = reader;
        this.references = references;
        this.runs = runs;
        this.audit = audit;
    }

    /** Where automations are kept. */
    @org.springframework.stereotype.Component
    record Store(
            AutomationSql sql,
            VersionSql versions,
            AutomationVault vault,
            KnownAutomations known,
            DraftSql drafts,
            Clock clock) {}

    /** One page of them, by id. */
    public Page<Known> list(Caller caller, Slice slice) {
        return store.sql().list(caller.workspaceId(), slice).map(one -> whole(caller, one));
    }

    /** The automation, if it is this workspace's. */
    public Known get(Caller caller, long id) {
        return whole(caller, store.sql().find(caller.workspaceId(), id).orElseThrow(Automations::unknown));
    }

    /** The automation; nobody else changes it until the transaction ends. */
    public Known lock(Caller caller, long id) {
        return whole(caller, store.sql().lock(caller.workspaceId(), id).orElseThrow(Automations::unknown));
    }

    private Known whole(Caller caller, Automation automation) {
        var definition = store.known()
                .version(caller.workspaceId(), automation.id(), automation.version())
                .orElseThrow();
        return new Known(automation, definition);
    }

    /** Makes an automation, and publishes it. */
    @Transactional
    public Known create(Caller caller, AutomationChange wanted, boolean createsTags) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var sql = store.sql();
        if (sql.count(caller.workspaceId()) >= Automation.MOST) {
            throw new Problem.Conflict(Refusal.of("automation.too_many").with("max", Automation.MOST)).exception();
        }
        var context = new StepReader.Context(caller, StepSecrets.none(), createsTags, new Errors());
        var id = sql.newId(caller.workspaceId());
        var now = Times.now(store.clock());
        var blank = new Automation(id, "", null, false, 0, ReEntry.EVERY_TIME, false, null, false, 0, null, now, now);
        var draft = read(context, wanted, new Known(blank, blankDefinition()));
        var automation = draft.automation();
        sql.insert(caller.workspaceId(), automation);
        insertVersion(caller, automation, draft.definition());
        if (automation.isActive() && reader.isTimed(draft.definition())) {
            runs.schedule(caller, id);
        }
        var made = get(caller, id);
        audit.record(caller, "automation.created", id, null, audited(made));
        store.known().changed(caller.workspaceId());
        return made;
    }

    /** Changes what is set; another trigger, or other steps, are a new version. */
    @Transactional
    public Known change(Caller caller, long id, AutomationChange change, boolean createsTags, WaitingRuns waiting) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var before = lock(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        var context = new StepReader.Context(caller, secrets, createsTags, new Errors());
        var draft = read(context, change, before);
        store.sql().update(caller.workspaceId(), draft.automation());
        if (draft.automation().version() > before.automation().version()) {
            insertVersion(caller, draft.automation(), draft.definition());
        }
        settle(caller, before, draft, waiting);
        reschedule(caller, before, draft);
        var after = get(caller, id);
        audit.record(caller, "automation.changed", id, audited(before), audited(after));
        store.known().changed(caller.workspaceId());
        return after;
    }

    private void settle(Caller caller, Known before, Known after, WaitingRuns waiting) {
        var id = after.automation().id();
        var isNew = after.automation().version() > before.automation().version();
        var isEnded = before.automation().isActive() && !after.automation().isActive();
        if (waiting == WaitingRuns.STOP && (isNew || isEnded)) {
            runs.stop(caller, id, "automation_changed");
        } else if (waiting == WaitingRuns.MOVE && isNew) {
            runs.move(
                    caller,
                    id,
                    before.definition().program(),
                    after.definition().program(),
                    after.automation().version());
        }
    }

    private void reschedule(Caller caller, Known before, Known after) {
        var isOther = before.automation().isActive() != after.automation().isActive()
                || !before.definition().trigger().equals(after.definition().trigger());
        if (isOther && (reader.isTimed(before.definition()) || reader.isTimed(after.definition()))) {
            runs.schedule(caller, after.automation().id());
        }
    }

    /** Removes an automation; runs that wait end, and those that were stay to be read. */
    @Transactional
    public void delete(Caller caller, long id) {
        caller.require(Permission.DELETE_AUTOMATIONS);
        var automation = lock(caller, id);
        store.sql().delete(caller.workspaceId(), id, Times.now(store.clock()));
        store.drafts().delete(caller.workspaceId(), id);
        runs.stop(caller, id, "automation_deleted");
        if (reader.isTimed(automation.definition())) {
            runs.schedule(caller, id);
        }
        audit.record(caller, "automation.deleted", id, audited(automation), null);
        store.known().changed(caller.workspaceId());
    }

    /** What another trigger and other steps would be, and what speaks against them; nothing is kept. */
    @Transactional
    public Preview preview(Caller caller, long id, @Nullable JsonNode trigger, @Nullable JsonNode steps) {
        var before = get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        var errors = new Errors();
        var context = new StepReader.Context(caller, secrets, false, errors);
        if (trigger != null) {
            reader.trigger(context, trigger);
        }
        var program = steps == null ? before.definition().program() : reader.steps(context, steps);
        return new Preview(before, program, errors.byField());
    }

    /** What speaks against a change, by the API's paths; nothing is kept. @param wanted may refuse what it reads */
    @Transactional
    public Map<String, List<Refusal>> problems(Caller caller, long id, Supplier<AutomationChange> wanted) {
        var before = get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        try {
            read(new StepReader.Context(caller, secrets, false, new Errors()), wanted.get(), before);
            return Map.of();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return errors;
            }
            throw e;
        }
    }

    /** What a change would make of it, switched on; nothing is kept. Refuses what can't run. */
    @Transactional
    public Known imagined(Caller caller, long id, AutomationChange change) {
        var before = get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        return read(new StepReader.Context(caller, secrets, false, new Errors()), change.active(), before);
    }

    /** @param program the steps that could be read */
    public record Preview(Known before, Program program, Map<String, List<Refusal>> problems) {}

    private static Definition blankDefinition() {
        var trigger = new Definition.Trigger(
                "", Json.MAPPER.createObjectNode(), leadhub.automations.steps.Term.Group.NONE, 0);
        return new Definition(trigger, new Program(List.of()), StepSecrets.none());
    }

    /** What becomes of an automation; refuses what can't run. */
    private Known read(StepReader.Context context, AutomationChange change, Known before) {
        var was = before.automation();
        var errors = context.errors();
        var trigger = switch (change.trigger()) {
            case Change.Keep<JsonNode> keep -> before.definition().trigger();
            case Change.Set<JsonNode>(var sent) ->
                reader.trigger(context, sent).orElse(before.definition().trigger());
        };
        var program = switch (change.steps()) {
            case Change.Keep<JsonNode> keep -> before.definition().program();
            case Change.Set<JsonNode>(var sent) -> reader.steps(context, sent);
        };
        var exitWhen = switch (change.exitWhen()) {
            case Change.Keep<JsonNode> keep -> was.exitWhen();
            case Change.Set<JsonNode>(var sent) -> reader.exitWhen(context, sent);
        };
        var definition = new Definition(trigger, program, context.secrets());
        var isActive = change.isActive().over(was.isActive());
        errors.check();
        if (isActive && program.steps().isEmpty()) {
            errors.add("steps", Refusal.of("required"));
        }
        if (isActive) {
            references.missingNow(context.caller(), definition).forEach(path -> errors.add(path, Refusal.of("in")));
            errors.check();
        }
        var isSame = was.version() > 0 && definition.isSame(before.definition());
        var automation = new Automation(
                was.id(),
                change.name().over(was.name()),
                change.description().over(was.description()),
                isActive,
                isSame ? was.version() : was.version() + 1,
                change.reEntry().over(was.reEntry()),
                change.respectsHours().over(was.respectsHours()),
                exitWhen,
                was.listens() || exitWhen != null || definition.listens(),
                was.runsCount(),
                was.lastRunAt(),
                was.createdAt(),
                Times.now(store.clock()));
        return new Known(automation, definition);
    }

    private void insertVersion(Caller caller, Automation automation, Definition definition) {
        var kept = new VersionSql.Kept(
                automation.id(),
                automation.version(),
                DefinitionJson.write(definition.trigger(), definition.trigger().config())
                        .toString(),
                StepJson.write(definition.program().steps()).toString(),
                store.vault().seal(caller.workspaceId(), automation.id(), definition.secrets()));
        store.versions().insert(caller.workspaceId(), kept, Json.write(caller.actor()), automation.updatedAt());
    }

    private static Map<String, Object> audited(Known known) {
        var audited = new LinkedHashMap<String, Object>();
        var automation = known.automation();
        audited.put("name", automation.name());
        audited.put("is_active", automation.isActive());
        audited.put("version", automation.version());
        audited.put("re_entry", automation.reEntry().word());
        audited.put("respect_business_hours", automation.respectsHours());
        audited.put(
                "trigger",
                DefinitionJson.write(
                        known.definition().trigger(),
                        known.definition().trigger().config()));
        audited.put("steps", StepJson.write(known.definition().program().steps()));
        return audited;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("automation.not_found")).exception();
    }
}
