package leadhub.leads.actions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Chooses among several users whom a lead is given to. Whoever chooses holds the pool until the transaction ends, so that
 * leads come to people strictly in turn, however many arrive at once and in whichever process. Only active users who
 * aren't away are given any; without one it is refused.
 */
@Component
class AssignPools {
    private static final int MOST_USERS = 100;
    private static final int MOST_WEIGHT = 100;

    private final Users users;
    private final AssignPoolSql sql;

    AssignPools(Users users, AssignPoolSql sql) {
        this.users = users;
        this.sql = sql;
    }

    /** The pool as it is kept: {@code [{"id": 7, "weight": 1}]}; bare ids count once each. */
    JsonNode check(ActionRequest request, String key) {
        var sent = request.value(key);
        if (!sent.isArray() || sent.isEmpty()) {
            throw request.refused(key, sent.isArray() ? Refusal.of("min.array").with("min", 1) : Refusal.of("array"));
        }
        if (sent.size() > MOST_USERS) {
            throw request.refused(key, Refusal.of("max.array").with("max", MOST_USERS));
        }
        var weights = new LinkedHashMap<Long, Integer>();
        for (var i = 0; i < sent.size(); i++) {
            var item = sent.get(i);
            var id = item.isObject() ? item.path("id") : item;
            if (!id.asString("").matches("[0-9]{1,18}") || !users.exists(request.caller(), id.asLong())) {
                throw request.refused(key + "." + i + (item.isObject() ? ".id" : ""), Refusal.of("in"));
            }
            var weight =
                    item.path("weight").isMissingNode() || item.path("weight").isNull()
                            ? 1
                            : item.path("weight").asInt(0);
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw request.refused(
                        key + "." + i + ".weight",
                        Refusal.of("between").with("min", 1).with("max", MOST_WEIGHT));
            }
            weights.put(id.asLong(), weight);
        }
        var pool = Json.MAPPER.createArrayNode();
        weights.forEach((id, weight) -> pool.addObject().put("id", id).put("weight", weight));
        return pool;
    }

    /** Whose turn it is. @param pool null for all active agents */
    long next(Caller caller, @Nullable JsonNode pool) {
        var weights = active(caller, pool);
        var name = name(pool);
        var behind = state(caller, name);
        var sum = weights.values().stream().mapToInt(weight -> weight).sum();
        behind.keySet().retainAll(weights.keySet());
        weights.forEach((id, weight) -> behind.merge(id, (long) weight, Long::sum));
        var next = behind.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
        behind.merge(next, (long) -sum, Long::sum);
        sql.write(caller.workspaceId(), name, Json.write(behind));
        return next;
    }

    /** Whether a pool has anybody who can be given leads. */
    boolean hasAnybody(Caller caller, @Nullable JsonNode pool) {
        return !weights(caller, pool).isEmpty();
    }

    /** In which order many leads are given away: each as often as their weight says, then all over again. */
    List<Long> turns(Caller caller, @Nullable JsonNode pool) {
        var turns = new ArrayList<Long>();
        var left = new TreeMap<>(active(caller, pool));
        while (!left.isEmpty()) {
            turns.addAll(left.keySet());
            left.replaceAll((id, weight) -> weight - 1);
            left.values().removeIf(weight -> weight == 0);
        }
        return turns;
    }

    /** Whom each of many leads is given to, where the next one goes to whoever has the fewest open ones by then. */
    Map<Long, Long> leastBusy(Caller caller, @Nullable JsonNode pool, List<Long> leadIds) {
        var weights = active(caller, pool);
        var ids = weights.keySet().stream().mapToLong(id -> id).sorted().toArray();
        var beside = leadIds.stream().mapToLong(id -> id).toArray();
        var open = new HashMap<>(sql.open(caller.workspaceId(), ids, beside));
        var next = new HashMap<Long, Long>();
        for (var leadId : leadIds) {
            var owner = fewest(weights, open);
            next.put(leadId, owner);
            open.merge(owner, 1L, Long::sum);
        }
        return next;
    }

    /** Who has the fewest open leads at this moment, beside the one that is to be given away. */
    long leastBusy(Caller caller, @Nullable JsonNode pool, long leadId) {
        var weights = active(caller, pool);
        sql.hold(caller.workspaceId(), name(pool));
        var ids = weights.keySet().stream().mapToLong(id -> id).sorted().toArray();
        return fewest(weights, sql.open(caller.workspaceId(), ids, new long[] {leadId}));
    }

    private static long fewest(Map<Long, Integer> weights, Map<Long, Long> open) {
        return weights.keySet().stream()
                .min(Comparator.<Long>comparingDouble(
                                id -> (double) open.getOrDefault(id, 0L) / weights.getOrDefault(id, 1))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private TreeMap<Long, Long> state(Caller caller, String name) {
        var state = new TreeMap<Long, Long>();
        Json.MAPPER
                .readTree(sql.hold(caller.workspaceId(), name))
                .properties()
                .forEach(one ->
                        state.put(Long.valueOf(one.getKey()), one.getValue().asLong()));
        return state;
    }

    private Map<Long, Integer> active(Caller caller, @Nullable JsonNode pool) {
        var active = weights(caller, pool);
        if (active.isEmpty()) {
            throw new Problem.Conflict(Refusal.of("user.no_active_agent")).exception();
        }
        return active;
    }

    private Map<Long, Integer> weights(Caller caller, @Nullable JsonNode pool) {
        var active = new TreeMap<Long, Integer>();
        if (pool == null) {
            users.activeAgents(caller).forEach(user -> active.put(user.id(), 1));
        } else {
            var known = known(caller);
            pool.forEach(one -> {
                if (known.contains(one.path("id").asLong())) {
                    active.put(one.path("id").asLong(), one.path("weight").asInt(1));
                }
            });
        }
        return active;
    }

    private List<Long> known(Caller caller) {
        var away = users.away(caller).keySet();
        return users.all(caller).stream()
                .filter(user -> user.status() == Status.ACTIVE && !away.contains(user.id()))
                .map(User::id)
                .toList();
    }

    private static String name(@Nullable JsonNode pool) {
        return pool == null
                ? "agents"
                : pool.valueStream()
                        .map(one -> one.path("id").asLong() + ":"
                                + one.path("weight").asInt(1))
                        .sorted()
                        .collect(Collectors.joining(","));
    }
}
