package leadhub.automations;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.StepJson;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.StepSecrets;
import leadhub.automations.triggers.HookedTrigger;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.web.input.Errors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and removes automations. What people write is published at once, as a version of its own. */
@Service
public class Automations {
    private final Store store;
    private final AutomationRules rules;
    private final AutomationRuns runs;
    private final TriggerKinds triggers;
    private final Audit audit;

    Automations(Store store, AutomationRules rules, AutomationRuns runs, TriggerKinds triggers, Audit audit) {
        this.store = store;
        this.rules = rules;
        this.runs = runs;
        this.triggers = triggers;
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
        var draft = rules.read(context, wanted, new Known(blank, Definition.BLANK));
        var automation = draft.automation();
        sql.insert(caller.workspaceId(), automation);
        insertVersion(caller, automation, draft.definition());
        if (automation.isActive() && isTimed(draft.definition())) {
            runs.schedule(caller, id);
        }
        var made = get(caller, id);
        audit.record(caller, "automation.created", id, null, audited(made));
        store.known().changed(caller.workspaceId());
        return made;
    }

    private boolean isTimed(Definition definition) {
        return triggers.timed(definition.trigger().type()).isPresent();
    }

    /** Changes what is set; another trigger, or other steps, are a new version. */
    @Transactional
    public Known change(Caller caller, long id, AutomationChange change, boolean createsTags, WaitingRuns waiting) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var before = lock(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        var context = new StepReader.Context(caller, secrets, createsTags, new Errors());
        var draft = rules.read(context, change, before);
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
        if (isOther && (isTimed(before.definition()) || isTimed(after.definition()))) {
            runs.schedule(caller, after.automation().id());
        }
    }

    /** Gives an automation that outside programs start another URL; the one of now is good for a day. */
    @Transactional
    public Known rotate(Caller caller, long id) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var automation = lock(caller, id);
        hook(automation.definition())
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("automation.no_url")).exception())
                .rotate(caller, id);
        audit.record(caller, "automation.url_rotated", id, null, null);
        return automation;
    }

    /** Removes an automation; runs that wait end, and those that were stay to be read. */
    @Transactional
    public void delete(Caller caller, long id) {
        caller.require(Permission.DELETE_AUTOMATIONS);
        var automation = lock(caller, id);
        store.sql().delete(caller.workspaceId(), id, Times.now(store.clock()));
        store.drafts().delete(caller.workspaceId(), id);
        runs.stop(caller, id, "automation_deleted");
        triggers.hooked().forEach(kind -> kind.close(caller, id));
        if (isTimed(automation.definition())) {
            runs.schedule(caller, id);
        }
        audit.record(caller, "automation.deleted", id, audited(automation), null);
        store.known().changed(caller.workspaceId());
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
        hook(definition).ifPresent(kind -> kind.open(caller, automation.id()));
    }

    private Optional<HookedTrigger> hook(Definition definition) {
        return triggers.hooked(definition.trigger().type());
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
