package leadhub.leads.actions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.StateChange;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives leads to a user, to several in turn, to whoever has the fewest to look after, or to nobody. */
@Component
final class Assign extends StateAction {
    private static final String MODE = "mode";
    private static final String USER_ID = "user_id";
    private static final String USER = "user";
    private static final String ROUND_ROBIN = "round_robin";
    private static final String LEAST_BUSY = "least_busy";
    private static final String NOBODY = "nobody";
    private static final List<String> MODES = List.of(USER, ROUND_ROBIN, LEAST_BUSY, NOBODY);
    private static final String POOL = "users";

    private final Leads one;
    private final Users users;
    private final AssignPools pools;

    Assign(Leads one, ManyLeads leads, Users users, AssignPools pools) {
        super(leads);
        this.one = one;
        this.users = users;
        this.pools = pools;
    }

    @Override
    public String key() {
        return "assign";
    }

    @Override
    public Effect effect() {
        return Effect.ASSIGNMENT;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.choice(MODE, MODES),
                ActionField.optional(USER_ID, ActionField.Type.USER),
                ActionField.optional(POOL, ActionField.Type.USERS));
    }

    @Override
    public Action check(ActionRequest request) {
        var mode = request.choice(MODE, word -> MODES.contains(word) ? Optional.of(word) : Optional.empty());
        if (mode.equals(ROUND_ROBIN) || mode.equals(LEAST_BUSY)) {
            var config = ActionConfig.of(MODE, mode);
            return new Action(key(), request.has(POOL) ? config.with(POOL, pools.check(request, POOL)) : config, null);
        }
        if (!mode.equals(USER)) {
            return new Action(key(), ActionConfig.of(MODE, mode), null);
        }
        var user = users.find(request.caller(), request.number(USER_ID))
                .orElseThrow(() -> request.refused(USER_ID, Refusal.of("in")));
        return new Action(key(), ActionConfig.of(MODE, mode).with(USER_ID, user.id()), user.name());
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.lock(caller, leadId);
        var owner = owner(caller, leadId, config);
        one.change(caller, leadId, before -> LeadChange.toOwner(owner));
    }

    private @Nullable Long owner(Caller caller, long leadId, ActionConfig config) {
        var pool = pool(config);
        return switch (config.text(MODE)) {
            case ROUND_ROBIN -> pools.next(caller, pool);
            case LEAST_BUSY -> pools.leastBusy(caller, pool, leadId);
            default -> config.has(USER_ID) ? (Long) config.number(USER_ID) : null;
        };
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return isUndo
                || switch (config.text(MODE)) {
                    case USER -> users.exists(caller, config.number(USER_ID));
                    case ROUND_ROBIN, LEAST_BUSY -> pools.hasAnybody(caller, pool(config));
                    default -> true;
                };
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        var next = switch (config.text(MODE)) {
            case ROUND_ROBIN -> inTurn(pools.turns(caller, pool(config)), part.before(), leadIds);
            case LEAST_BUSY -> pools.leastBusy(caller, pool(config), leadIds);
            default -> Map.<Long, Long>of();
        };
        if (!next.isEmpty()) {
            return effects(leads.change(caller, leadIds, lead -> StateChange.owner(next.get(lead.id()))));
        }
        var owner = config.has(USER_ID) ? (Long) config.number(USER_ID) : null;
        return effects(leads.change(caller, leadIds, lead -> StateChange.owner(owner)));
    }

    /** Which lead goes to whom, where so many have been given away already. */
    private static Map<Long, Long> inTurn(List<Long> turns, int given, List<Long> ids) {
        var next = new HashMap<Long, Long>();
        for (var i = 0; i < ids.size(); i++) {
            next.put(ids.get(i), turns.get((given + i) % turns.size()));
        }
        return next;
    }

    private static @Nullable JsonNode pool(ActionConfig config) {
        return config.has(POOL) ? config.value(POOL) : null;
    }

    /** Whoever gave a lead away took it from where they saw it, and may take it back. */
    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        return undo(seeingAll(caller), effects, back -> possibly(caller, back));
    }

    /** Nobody is given a lead back who was removed: then nobody has it. */
    private StateChange possibly(Caller caller, StateChange back) {
        @Nullable Long owner = back.ownerId().over(null);
        return owner != null && users.wasRemoved(caller, owner) ? StateChange.owner(null) : back;
    }

    private static Caller seeingAll(Caller caller) {
        return caller.role().covers(Role.MANAGER) ? caller : caller.as(Role.MANAGER);
    }

    @Override
    public String words(ActionConfig config) {
        return config.text(MODE).equals(USER) ? key() : key() + "." + config.text(MODE);
    }
}
