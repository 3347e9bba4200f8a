package leadhub.automations;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.StepSecrets;
import leadhub.automations.steps.TermJson;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.web.input.Input;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The working copies that people have of automations: one each, which runs don't see before it is published. Of two who save
 * the same one the second is told.
 *
 * <p>Limits: 500,000 characters; the last 30 changes can be undone.
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
                .map(AutomationDrafts::draft)
                .orElseGet(() -> published(caller, known));
    }

    private static AutomationDraft draft(DraftSql.Kept kept) {
        return new AutomationDraft(
                "d" + kept.revision(),
                kept.version(),
                (ObjectNode) Json.MAPPER.readTree(kept.body()),
                true,
                !kept.former().isEmpty(),
                kept.changedBy(),
                kept.changedAt());
    }

    private AutomationDraft published(Caller caller, Known known) {
        var automation = known.automation();
        var body = Json.MAPPER.createObjectNode().put("name", automation.name());
        body.set("trigger", shown.trigger(caller, known.definition().trigger()));
        body.set("steps", shown.steps(caller, known.definition().program().steps()));
        body.put("re_entry", automation.reEntry().word());
        var exitWhen = automation.exitWhen();
        if (exitWhen == null) {
            body.putNull("exit_when");
        } else {
            TermJson.write(exitWhen, body.putObject("exit_when"));
        }
        var token = "p" + ChronoUnit.MICROS.between(java.time.Instant.EPOCH, automation.updatedAt());
        return new AutomationDraft(token, automation.version(), body, false, false, "", automation.updatedAt());
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
        var typed = typed(caller, id);
        secrets.hide(body.path("steps"), typed);
        if (body.equals(before.body())) {
            return Optional.of(before);
        }
        var text = body.toString();
        if (text.length() > AutomationDraft.MOST_CHARACTERS) {
            throw Problem.invalid("steps", Refusal.of("max.string").with("max", AutomationDraft.MOST_CHARACTERS))
                    .exception();
        }
        var former = new ArrayList<>(former(caller, id));
        former.add(before.body().toString());
        return Optional.of(write(caller, known, before.version(), text, trimmed(former), typed));
    }

    private StepSecrets typed(Caller caller, long id) {
        var sealed = store.drafts()
                .find(caller.workspaceId(), id)
                .flatMap(kept -> Optional.ofNullable(kept.sealed()))
                .orElse(null);
        return new StepSecrets(secrets.open(caller.workspaceId(), id, sealed).values());
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
            Caller caller, Known known, int version, String body, List<String> former, StepSecrets typed) {
        var id = known.automation().id();
        var kept = new DraftSql.Kept(
                id,
                store.drafts().newRevision(caller.workspaceId()),
                version,
                body,
                former,
                secrets.seal(caller.workspaceId(), id, typed),
                caller.actor().name(),
                Times.now(store.clock()));
        store.drafts().write(caller.workspaceId(), kept);
        return draft(kept);
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
        return Optional.of(write(caller, known, before.version(), body, former, typed(caller, id)));
    }

    /** Forgets what wasn't published. */
    @Transactional
    public void discard(Caller caller, long id) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        automations.lock(caller, id);
        store.drafts().delete(caller.workspaceId(), id);
    }

    /** What speaks against publishing it, by the API's paths; nothing is kept. */
    public Map<String, List<Refusal>> problems(Caller caller, long id, ObjectNode body) {
        return automations.problems(caller, id, () -> change(caller, id, body, true));
    }

    /** What it would be, for whoever asks where its runs would go on. */
    public Automations.Preview preview(Caller caller, long id, ObjectNode body) {
        var plain = revealed(caller, id, body);
        return automations.preview(caller, id, plain.get("trigger"), plain.get("steps"));
    }

    /**
     * Makes it what runs go by from now on; empty if somebody else has saved since.
     *
     * @param turnsOn whether the automation is to be active, if it isn't
     */
    @Transactional
    public Optional<Known> publish(Caller caller, long id, String token, boolean turnsOn, Publishing how) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var draft = open(caller, automations.lock(caller, id));
        if (!draft.token().equals(token)) {
            return Optional.empty();
        }
        var change = change(caller, id, draft.body(), turnsOn);
        var published = automations.change(caller, id, change, how.createsTags(), how.waiting());
        store.drafts().delete(caller.workspaceId(), id);
        return Optional.of(published);
    }

    /** @param createsTags whether tags that aren't there are made */
    public record Publishing(WaitingRuns waiting, boolean createsTags) {}

    private ObjectNode revealed(Caller caller, long id, ObjectNode body) {
        var plain = body.deepCopy();
        secrets.reveal(plain.path("steps"), typed(caller, id));
        return plain;
    }

    private AutomationChange change(Caller caller, long id, ObjectNode body, boolean turnsOn) {
        var plain = revealed(caller, id, body);
        var input = new Input(plain);
        input.requireIfPresent("name");
        var name = input.solidText("name", Automation.MOST_NAME_CHARACTERS);
        Unread.refuse(plain, input.errors());
        input.errors().check();
        return new AutomationChange(
                name,
                Change.keep(),
                turnsOn ? Change.set(true) : Change.keep(),
                Change.set(plain.path("trigger").isObject() ? plain.required("trigger") : NullNode.getInstance()),
                Change.set(plain.path("steps") instanceof ArrayNode steps ? steps : Json.MAPPER.createArrayNode()),
                Change.set(ReEntry.ofWord(plain.path("re_entry").asString("")).orElse(ReEntry.EVERY_TIME)),
                Change.set(plain.path("exit_when")));
    }
}
