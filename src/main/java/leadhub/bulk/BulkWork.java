package leadhub.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.DeletedLeads;
import leadhub.leads.Lead;
import leadhub.leads.LeadState;
import leadhub.leads.LeadStatus;
import leadhub.leads.ManyLeads;
import leadhub.leads.ManyLeads.Changed;
import leadhub.leads.StateChange;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does to some leads what a change says, or takes it back; each kind has its two lines here. */
@Component
class BulkWork {
    private final ManyLeads leads;
    private final DeletedLeads deleted;
    private final Users users;
    private final Pipelines pipelines;
    private final Tags tags;

    BulkWork(ManyLeads leads, DeletedLeads deleted, Users users, Pipelines pipelines, Tags tags) {
        this.leads = leads;
        this.deleted = deleted;
        this.users = users;
        this.pipelines = pipelines;
        this.tags = tags;
    }

    /** What the user, stage or tag of a change is called; null where it has none. What isn't there is refused. */
    NewBulkChange named(Caller caller, NewBulkChange wanted) {
        var id = wanted.subjectId();
        return switch (wanted.kind()) {
            case STATUS, DELETE, ROUND_ROBIN -> wanted;
            case ASSIGN ->
                id == null ? wanted : named(wanted, id, user(caller, id).name());
            case MOVE -> named(wanted, id(id), stage(caller, id(id)).name());
            case TAG -> {
                var tag = tags.ensure(caller, List.of(String.valueOf(wanted.subject())))
                        .getFirst();
                yield named(wanted, tag.id(), tag.name());
            }
            case UNTAG -> named(wanted, id(id), tag(caller, id(id)).name());
        };
    }

    private static NewBulkChange named(NewBulkChange wanted, long id, String name) {
        return new NewBulkChange(wanted.kind(), id, name);
    }

    private User user(Caller caller, long id) {
        return users.find(caller, id).orElseThrow(() -> invalid("assigned_user_id"));
    }

    private Stage stage(Caller caller, long id) {
        return pipelines.stage(caller, id).orElseThrow(() -> invalid("pipeline_stage_id"));
    }

    private Tag tag(Caller caller, long id) {
        return tags.hold(caller, id).orElseThrow(() -> invalid("tag"));
    }

    private static ProblemException invalid(String field) {
        return Problem.invalid(field, Refusal.of("in")).exception();
    }

    /** Whether what the leads are to be given is still there. */
    boolean isPossible(Caller caller, BulkChange change) {
        var id = change.subjectId();
        var forward = change.undoes() == null;
        return switch (change.kind()) {
            case STATUS, DELETE -> true;
            case ASSIGN -> !forward || id == null || users.exists(caller, id);
            case ROUND_ROBIN -> !forward || !users.activeAgents(caller).isEmpty();
            case MOVE -> !forward || pipelines.stage(caller, id(id)).isPresent();
            case TAG -> !forward || tags.hold(caller, id(id)).isPresent();
            case UNTAG -> forward || tags.hold(caller, id(id)).isPresent();
        };
    }

    /** Changes the leads; those that were, with where they stood and stand. */
    List<BulkItem> change(Caller caller, BulkChange change, List<BulkItem> items) {
        var ids = items.stream().map(BulkItem::leadId).toList();
        var id = change.subjectId();
        var changed = switch (change.kind()) {
            case STATUS -> {
                var status = LeadStatus.of(String.valueOf(change.subject())).orElseThrow();
                yield leads.change(caller, ids, lead -> StateChange.status(status));
            }
            case ASSIGN -> leads.change(caller, ids, lead -> StateChange.owner(id));
            case ROUND_ROBIN -> {
                var next = inTurn(users.activeAgents(caller), change.done() + change.skipped(), ids);
                yield leads.change(caller, ids, lead -> StateChange.owner(next.get(lead.id())));
            }
            case MOVE -> leads.change(caller, ids, lead -> StateChange.stage(id(id)));
            case TAG -> leads.tag(caller, ids, tags.get(caller, id(id)));
            case UNTAG -> leads.untag(caller, ids, id(id));
            case DELETE -> leads.delete(caller, ids);
        };
        return changed.stream().map(BulkWork::item).toList();
    }

    /** Which lead goes to whom, where so many have been given away already. */
    private static Map<Long, Long> inTurn(List<User> agents, int given, List<Long> ids) {
        var next = new HashMap<Long, Long>();
        for (var i = 0; i < ids.size(); i++) {
            next.put(ids.get(i), agents.get((given + i) % agents.size()).id());
        }
        return next;
    }

    private static BulkItem item(Changed changed) {
        var before = LeadState.of(changed.before());
        return new BulkItem(
                changed.before().id(), before, changed.after() == null ? before : LeadState.of(changed.after()));
    }

    /** Takes the leads back to what they were, but for those that somebody has changed since; how many. */
    int undo(Caller caller, BulkChange change, List<BulkItem> items) {
        var byId = items.stream().collect(Collectors.toMap(BulkItem::leadId, item -> item));
        var ids = byId.keySet().stream().sorted().toList();
        return switch (change.kind()) {
            case STATUS, MOVE ->
                leads.change(caller, ids, lead -> back(byId, lead)).size();
            // Whoever gave a lead away took it from where they saw it, and may take it back.
            case ASSIGN, ROUND_ROBIN ->
                leads.change(seeingAll(caller), ids, lead -> possibly(caller, back(byId, lead)))
                        .size();
            case TAG -> leads.untag(caller, ids, id(change.subjectId())).size();
            case UNTAG ->
                leads.tag(caller, ids, tags.get(caller, id(change.subjectId()))).size();
            case DELETE -> deleted.restore(caller, ids).size();
        };
    }

    private static @Nullable StateChange back(Map<Long, BulkItem> byId, Lead lead) {
        var item = byId.get(lead.id());
        return item == null || item.before() == null || item.after() == null
                ? null
                : item.before().back(item.after(), LeadState.of(lead));
    }

    /** Nobody is given a lead back who was removed: then nobody has it. */
    private @Nullable StateChange possibly(Caller caller, @Nullable StateChange back) {
        var owner = back == null ? null : back.ownerId().over(null);
        return owner != null && users.wasRemoved(caller, owner) ? StateChange.owner(null) : back;
    }

    private static Caller seeingAll(Caller caller) {
        return caller.role().covers(Role.MANAGER) ? caller : caller.as(Role.MANAGER);
    }

    private static long id(@Nullable Long id) {
        return Objects.requireNonNull(id);
    }
}
