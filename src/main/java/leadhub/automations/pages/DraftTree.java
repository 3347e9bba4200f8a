package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of a draft, to be found and moved. A list of steps has a key: {@code ""} is the outermost, {@code ab12.0} that of
 * a branch's first path, {@code ab12.else} that of what happens otherwise.
 */
final class DraftTree {
    private static final String ELSE = "else";
    private static final int ID_CHARACTERS = 8;

    private final ObjectNode body;

    DraftTree(ObjectNode body) {
        this.body = body;
        if (!body.path("steps").isArray()) {
            body.putArray("steps");
        }
    }

    /** Where a step stands. */
    record Place(ArrayNode list, int index, @Nullable ObjectNode branch) {}

    /** The steps that belong to the body, and those in them, in their order. */
    List<ObjectNode> all() {
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

    @Nullable
    ObjectNode step(String id) {
        return all().stream()
                .filter(step -> step.path("id").asString("").equals(id))
                .findFirst()
                .orElse(null);
    }

    /** A path of a branch; null if it isn't there. */
    @Nullable
    ObjectNode path(String branch, String index) {
        var step = step(branch);
        var path = step == null || !index.matches("[0-9]{1,2}")
                ? null
                : step.path("config").path("paths").get(Integer.parseInt(index));
        return path instanceof ObjectNode object ? object : null;
    }

    /** The list with a key; the outermost where there is none. */
    private ArrayNode list(String key) {
        var dot = key.indexOf('.');
        var branch = dot < 0 ? null : step(key.substring(0, dot));
        if (branch == null) {
            return list(body, "steps");
        }
        var name = key.substring(dot + 1);
        var path = path(key.substring(0, dot), name);
        return path == null || name.equals(ELSE) ? otherwise(branch) : list(path, "steps");
    }

    private static ArrayNode list(ObjectNode in, String name) {
        return in.get(name) instanceof ArrayNode list ? list : in.putArray(name);
    }

    private static ArrayNode otherwise(ObjectNode branch) {
        var config = config(branch);
        var otherwise = config.get("otherwise") instanceof ObjectNode object ? object : config.putObject("otherwise");
        return list(otherwise, "steps");
    }

    static ObjectNode config(ObjectNode step) {
        return step.get("config") instanceof ObjectNode config ? config : step.putObject("config");
    }

    /** The lists in a step, in the order in which they are shown. */
    private static List<ArrayNode> lists(ObjectNode step) {
        if (!step.path("type").asString("").equals("branch")) {
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

    private @Nullable Place place(String id) {
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

    /** A step of which nobody has said yet what it does, at the end of a list; its id. */
    String add(String key) {
        var step = newStep();
        list(key).add(step);
        return step.path("id").asString("");
    }

    /** The same below another step. */
    String addBelow(String id) {
        var place = place(id);
        if (place == null) {
            return add("");
        }
        var step = newStep();
        place.list().insert(place.index() + 1, step);
        return step.path("id").asString("");
    }

    private static ObjectNode newStep() {
        var step = Json.MAPPER
                .createObjectNode()
                .put("id", newId())
                .put("type", "action")
                .put("action", "");
        step.putObject("config");
        return step;
    }

    /** As the API gives them. */
    private static String newId() {
        var random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
        return ("00000000" + random).substring(random.length(), random.length() + ID_CHARACTERS);
    }

    /** The id of the control that comes next: of the step below, or of the list's button. */
    String remove(String id) {
        var place = place(id);
        if (place == null) {
            return "";
        }
        place.list().remove(place.index());
        var below = place.list().path(place.index()).path("id").asString("");
        return below.isEmpty() ? "add-" + BuilderScreen.domId(key(place)) : "kind-" + below;
    }

    private static String key(Place place) {
        var branch = place.branch();
        if (branch == null) {
            return "";
        }
        var lists = lists(branch);
        var index = indexOf(lists, place.list());
        return branch.path("id").asString("") + "." + (index == lists.size() - 1 ? ELSE : Integer.toString(index));
    }

    void addPath(String id) {
        var step = step(id);
        if (step != null) {
            addPath(config(step));
        }
    }

    static void addPath(ObjectNode config) {
        var path = list(config, "paths").addObject().put("name", "").put("match", "all");
        path.putArray("conditions");
        path.putArray("steps");
    }

    /** The last path stays. */
    void removePath(String id, String index) {
        var step = step(id);
        if (step != null
                && path(id, index) != null
                && list(config(step), "paths").size() > 1) {
            list(config(step), "paths").remove(Integer.parseInt(index));
        }
    }

    /** To a place in a list; not into itself. */
    void move(String id, String key, int index) {
        var place = place(id);
        var inner = key.indexOf('.') < 0 ? "" : key.substring(0, key.indexOf('.'));
        if (place == null || isWithin(id, inner)) {
            return;
        }
        var to = list(key);
        var step = place.list().remove(place.index());
        to.insert(Math.clamp(index, 0, to.size()), step);
    }

    private boolean isWithin(String id, String inner) {
        var step = step(id);
        if (step == null) {
            return false;
        }
        var in = new ArrayList<ObjectNode>();
        in.add(step);
        lists(step).forEach(list -> collect(list, in));
        return in.stream().anyMatch(one -> one.path("id").asString("").equals(inner));
    }

    /** One further up: past the step above or to the end of a branch's last list, and from the top of a list out of it. */
    void up(String id) {
        var place = place(id);
        if (place == null) {
            return;
        }
        if (place.index() > 0) {
            var inner = place.list().get(place.index() - 1) instanceof ObjectNode above
                    ? lists(above)
                    : List.<ArrayNode>of();
            var step = place.list().remove(place.index());
            if (inner.isEmpty()) {
                place.list().insert(place.index() - 1, step);
            } else {
                inner.getLast().add(step);
            }
            return;
        }
        leave(place, -1);
    }

    /** One further down, in the same way. */
    void down(String id) {
        var place = place(id);
        if (place == null) {
            return;
        }
        if (place.index() + 1 < place.list().size()) {
            var inner = place.list().get(place.index() + 1) instanceof ObjectNode below
                    ? lists(below)
                    : List.<ArrayNode>of();
            var step = place.list().remove(place.index());
            if (inner.isEmpty()) {
                place.list().insert(place.index() + 1, step);
            } else {
                inner.getFirst().insert(0, step);
            }
            return;
        }
        leave(place, 1);
    }

    /** To the branch's next list in that direction, or out of the branch. */
    private void leave(Place place, int direction) {
        var branch = place.branch();
        if (branch == null) {
            return;
        }
        var lists = lists(branch);
        var at = indexOf(lists, place.list());
        var outer = place(branch.path("id").asString(""));
        if (outer == null) {
            return;
        }
        var step = place.list().remove(place.index());
        if (at + direction < 0) {
            outer.list().insert(outer.index(), step);
        } else if (at + direction == lists.size()) {
            outer.list().insert(outer.index() + 1, step);
        } else if (direction > 0) {
            lists.get(at + 1).insert(0, step);
        } else {
            lists.get(at - 1).add(step);
        }
    }

    /** By what it is, for two lists may have the same in them. */
    @SuppressWarnings("ReferenceEquality")
    private static int indexOf(List<ArrayNode> lists, JsonNode list) {
        for (var i = 0; i < lists.size(); i++) {
            if (lists.get(i) == list) {
                return i;
            }
        }
        return -1;
    }
}
