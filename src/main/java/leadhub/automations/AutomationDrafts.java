package leadhub.automations;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.StepSecrets;
import leadhub.automations.steps.TermJson;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The working copies that people have of automations: one each, which runs don't see before it is published. Of two who save
 * the same one the second is told.
 *
 * <p>Limits: 100 steps; 500,000 characters; the last 30 changes can be undone.
 */
@Service
public class AutomationDrafts {
    private static final int MOST_FORMER = 30;
    private static final int MOST_FORMER_CHARACTERS = 1_000_000;

    private final Automations automations;
    private final Automations.Store store;
    private final DraftSecrets secrets;
    private final ShownDefinitions shown;

    AutomationDrafts(Automations automations, Automations.Store store, DraftSecrets secrets, ShownDefinitions shown) {
        this.automations = automations;
        this.store = store;
        this.secrets = secrets;
        this.shown = shown;
    }

    /** What somebody has begun; where nobody has, what is published. */
    public AutomationDraft open(Caller caller, Known known) {
        return store.drafts()
                .find(caller.workspaceId(), known.automation().id())
                .map(kept -> draft(kept, known))
                .orElseGet(() -> published(caller, known));
    }

    private static AutomationDraft draft(DraftSql.Kept kept, Known known) {
        return new AutomationDraft(
                "d" + kept.revision(),
                kept.version(),
                !kept.begunFrom().equals(state(known)),
                (ObjectNode) Json.MAPPER.readTree(kept.body()),
                true,
                !kept.former().isEmpty(),
                kept.changedBy(),
                kept.changedAt());
    }

    /** What publishing a draft replaces, told from what it was before; whether it is switched on isn't part of it. */
    private static String state(Known known) {
        var automation = known.automation();
        var state = Json.MAPPER
                .createObjectNode()
                .put("version", automation.version())
                .put("name", automation.name())
                .put("re_entry", automation.reEntry().word())
                .put("respect_business_hours", automation.respectsHours());
        state.set("exit_when", exitWhen(automation));
        return state.toString();
    }

    private static JsonNode exitWhen(Automation automation) {
        var exitWhen = automation.exitWhen();
        if (exitWhen == null) {
            return NullNode.getInstance();
        }
        var written = Json.MAPPER.createObjectNode();
        TermJson.write(exitWhen, written);
        return written;
    }

    /** What is published, as a draft has it. */
    public AutomationDraft published(Caller caller, Known known) {
        var automation = known.automation();
        var body = Json.MAPPER.createObjectNode().put("name", automation.name());
        body.set("trigger", shown.trigger(caller, known.definition().trigger()));
        body.set("steps", shown.steps(caller, known.definition().program().steps()));
        body.put("re_entry", automation.reEntry().word());
        body.put("respect_business_hours", automation.respectsHours());
        body.set("exit_when", exitWhen(automation));
        var token = "p" + ChronoUnit.MICROS.between(java.time.Instant.EPOCH, automation.updatedAt());
        return new AutomationDraft(token, automation.version(), false, body, false, false, "", automation.updatedAt());
    }

    /** The automations that somebody has begun to change. */
    public Set<Long> drafted(Caller caller) {
        return store.drafts().drafted(caller.workspaceId());
    }

    /** Keeps a body, with its secrets apart; empty if somebody else has saved since. @param token of what was seen */
    @Transactional
    public Optional<AutomationDraft> save(Caller caller, long id, String token, ObjectNode body) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var known = automations.lock(caller, id);
        var before = open(caller, known);
        if (!before.token().equals(token)) {
            return Optional.empty();
        }
        checkSteps(body);
        var typed = new ArrayList<>(typed(caller, id));
        var now = new StepSecrets(latest(typed).values());
        secrets.hide(body.path("steps"), now);
        // Of short secrets the body doesn't tell that another one was typed.
        if (body.equals(before.body()) && now.values().equals(latest(typed).values())) {
            return Optional.of(before);
        }
        var text = body.toString();
        if (text.length() > AutomationDraft.MOST_CHARACTERS) {
            throw Problem.invalid("steps", Refusal.of("max.string").with("max", AutomationDraft.MOST_CHARACTERS))
                    .exception();
        }
        typed.add(now);
        var former = new ArrayList<>(former(caller, id));
        former.add(before.body().toString());
        return Optional.of(write(caller, known, text, trimmed(former), typed));
    }

    /** More steps than can be published are not drawn either. */
    public static void checkSteps(ObjectNode body) {
        if (count(body.path("steps")) > StepReader.MOST) {
            throw Problem.invalid("steps", Refusal.of("max.array").with("max", StepReader.MOST))
                    .exception();
        }
    }

    private static int count(JsonNode steps) {
        var count = 0;
        for (var step : steps) {
            count += 1 + count(step.path("config").path("otherwise").path("steps"));
            for (var path : step.path("config").path("paths")) {
                count += count(path.path("steps"));
            }
        }
        return count;
    }

    /** Takes secrets out of a body that isn't kept; those of the draft that is stay. */
    public void forgetTyped(ObjectNode body, AutomationDraft kept) {
        secrets.forget(body.path("steps"), kept.body().deepCopy().path("steps"));
    }

    /** The secrets of each body that there was, the latest last. */
    private List<StepSecrets> typed(Caller caller, long id) {
        var sealed = store.drafts()
                .find(caller.workspaceId(), id)
                .flatMap(kept -> Optional.ofNullable(kept.sealed()))
                .orElse(null);
        return secrets.open(caller.workspaceId(), id, sealed);
    }

    private static StepSecrets latest(List<StepSecrets> typed) {
        return typed.isEmpty() ? StepSecrets.none() : typed.getLast();
    }

    private List<String> former(Caller caller, long id) {
        return store.drafts()
                .find(caller.workspaceId(), id)
                .map(DraftSql.Kept::former)
                .orElse(List.of());
    }

    private static List<String> trimmed(List<String> former) {
        var kept = new ArrayList<>(former);
        while (kept.size() > MOST_FORMER
                || kept.size() > 1 && kept.stream().mapToInt(String::length).sum() > MOST_FORMER_CHARACTERS) {
            kept.removeFirst();
        }
        return kept;
    }

    private AutomationDraft write(
            Caller caller, Known known, String body, List<String> former, List<StepSecrets> typed) {
        var id = known.automation().id();
        var begun = store.drafts().find(caller.workspaceId(), id);
        var kept = new DraftSql.Kept(
                id,
                store.drafts().newRevision(caller.workspaceId()),
                begun.map(DraftSql.Kept::version).orElse(known.automation().version()),
                begun.map(DraftSql.Kept::begunFrom).orElseGet(() -> state(known)),
                body,
                former,
                secrets.seal(caller.workspaceId(), id, last(typed, former.size() + 1)),
                caller.actor().name(),
                Times.now(store.clock()));
        store.drafts().write(caller.workspaceId(), kept);
        return draft(kept, known);
    }

    private static <T> List<T> last(List<T> list, int most) {
        return list.subList(Math.max(0, list.size() - most), list.size());
    }

    /** Takes the last change back; empty if somebody else has saved since. */
    @Transactional
    public Optional<AutomationDraft> undo(Caller caller, long id, String token) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var known = automations.lock(caller, id);
        var before = open(caller, known);
        if (!before.token().equals(token)) {
            return Optional.empty();
        }
        var former = new ArrayList<>(former(caller, id));
        if (former.isEmpty()) {
            return Optional.of(before);
        }
        var body = former.removeLast();
        var typed = typed(caller, id);
        return Optional.of(write(caller, known, body, former, typed.subList(0, Math.max(0, typed.size() - 1))));
    }

    /** Forgets what wasn't published; whether it did, for somebody else may have saved since. */
    @Transactional
    public boolean discard(Caller caller, long id, String token) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        if (!open(caller, automations.lock(caller, id)).token().equals(token)) {
            return false;
        }
        store.drafts().delete(caller.workspaceId(), id);
        return true;
    }

    /** A body with the secrets that were typed into it. */
    ObjectNode revealed(Caller caller, long id, ObjectNode body) {
        var plain = body.deepCopy();
        secrets.reveal(plain.path("steps"), latest(typed(caller, id)));
        return plain;
    }
}
