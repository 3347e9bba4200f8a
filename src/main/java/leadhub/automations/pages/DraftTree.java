package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of a draft, of an automation or of what else is drawn as a tree, to be found. A list of steps has a key: {@code ""} is the outermost, {@code ab12.0} that of
 * a branch's first path, {@code ab12.else} that of what happens otherwise.
 */
public final class DraftTree {
    private static final String ELSE = "else";
    /** Steps with several ways through them, of which one is for everything else. */
    private static final Set<String> WITH_PATHS = Set.of("branch", "choice");

    private final ObjectNode body;

    public DraftTree(ObjectNode body) {
        this.body = body;
        if (!body.path("steps").isArray()) {
            body.putArray("steps");
        }
    }

    /** Where a step stands. */
    record Place(ArrayNode list, int index, @Nullable ObjectNode branch) {}

    /** The steps that belong to the body, and those in them, in their order. */
    public List<ObjectNode> all() {
        var found = new ArrayList<ObjectNode>();
        collect(list(body, "steps"), found);
        return found;
    }

    private void collect(ArrayNode list, List<ObjectNode> into) {
        for (var step : list) {
            if (step instanceof ObjectNode object) {
                into.add(object);
                lists(object).forEach(inner -> collect(inner, into));
            }
        }
    }

    public @Nullable ObjectNode step(String id) {
        return all().stream()
                .filter(step -> step.path("id").asString("").equals(id))
                .findFirst()
                .orElse(null);
    }

    /** A path of a branch; null if it isn't there. */
    public @Nullable ObjectNode path(String branch, String index) {
        var step = step(branch);
        var path = step == null || !index.matches("[0-9]{1,2}")
                ? null
                : step.path("config").path("paths").get(Integer.parseInt(index));
        return path instanceof ObjectNode object ? object : null;
    }

    /** The list with a key; the outermost where there is none. */
    ArrayNode list(String key) {
        var dot = key.indexOf('.');
        var branch = dot < 0 ? null : step(key.substring(0, dot));
        if (branch == null) {
            return list(body, "steps");
        }
        var name = key.substring(dot + 1);
        var path = path(key.substring(0, dot), name);
        return path == null || name.equals(ELSE) ? otherwise(branch) : list(path, "steps");
    }

    public static ArrayNode list(ObjectNode in, String name) {
        return in.get(name) instanceof ArrayNode list ? list : in.putArray(name);
    }

    private static ArrayNode otherwise(ObjectNode branch) {
        var config = config(branch);
        var otherwise = config.get("otherwise") instanceof ObjectNode object ? object : config.putObject("otherwise");
        return list(otherwise, "steps");
    }

    public static ObjectNode config(ObjectNode step) {
        return step.get("config") instanceof ObjectNode config ? config : step.putObject("config");
    }

    /** The lists in a step, in the order in which they are shown. */
    static List<ArrayNode> lists(ObjectNode step) {
        if (!WITH_PATHS.contains(step.path("type").asString(""))) {
            return List.of();
        }
        var lists = new ArrayList<ArrayNode>();
        for (var path : step.path("config").path("paths")) {
            if (path instanceof ObjectNode object) {
                lists.add(list(object, "steps"));
            }
        }
        lists.add(otherwise(step));
        return lists;
    }

    /** Null if there is no such step. */
    @Nullable
    Place place(String id) {
        return place(list(body, "steps"), null, id);
    }

    private @Nullable Place place(ArrayNode list, @Nullable ObjectNode branch, String id) {
        for (var i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode step)) {
                continue;
            }
            if (step.path("id").asString("").equals(id)) {
                return new Place(list, i, branch);
            }
            for (var inner : lists(step)) {
                var found = place(inner, step, id);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The key of the list that a step stands in. */
    static String key(Place place) {
        var branch = place.branch();
        if (branch == null) {
            return "";
        }
        var lists = lists(branch);
        var index = indexOf(lists, place.list());
        return branch.path("id").asString("") + "." + (index == lists.size() - 1 ? ELSE : Integer.toString(index));
    }

    /** Whether a step is another one, or stands somewhere in it. */
    boolean isWithin(String id, String inner) {
        var step = step(id);
        if (step == null) {
            return false;
        }
        var in = new ArrayList<ObjectNode>();
        in.add(step);
        lists(step).forEach(list -> collect(list, in));
        return in.stream().anyMatch(one -> one.path("id").asString("").equals(inner));
    }

    /** By what it is, for two lists may have the same in them. */
    @SuppressWarnings("ReferenceEquality")
    static int indexOf(List<ArrayNode> lists, JsonNode list) {
        for (var i = 0; i < lists.size(); i++) {
            if (lists.get(i) == list) {
                return i;
            }
        }
        return -1;
    }
}
