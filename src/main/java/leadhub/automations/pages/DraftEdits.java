package leadhub.automations.pages;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import leadhub.automations.pages.DraftTree.Place;
import leadhub.base.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds, removes and moves the steps of a draft; {@link DraftTree} says how lists of steps are called. */
public final class DraftEdits {
    private static final int ID_CHARACTERS = 8;

    private final DraftTree tree;

    public DraftEdits(DraftTree tree) {
        this.tree = tree;
    }

    /** A step of which nobody has said yet what it does, at the end of a list; its id. */
    public String add(String key) {
        var step = newStep();
        tree.list(key).add(step);
        return step.path("id").asString("");
    }

    /** The same below another step. */
    public String addBelow(String id) {
        var place = tree.place(id);
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
    public String remove(String id) {
        var place = tree.place(id);
        if (place == null) {
            return "";
        }
        place.list().remove(place.index());
        var below = place.list().path(place.index()).path("id").asString("");
        return below.isEmpty() ? "add-" + BuilderScreen.domId(DraftTree.key(place)) : "kind-" + below;
    }

    public void addPath(String id) {
        var step = tree.step(id);
        if (step != null) {
            addPath(DraftTree.config(step));
        }
    }

    public static void addPath(ObjectNode config) {
        var path = DraftTree.list(config, "paths").addObject().put("name", "").put("match", "all");
        path.putArray("conditions");
        path.putArray("steps");
    }

    /** The last path stays. */
    public void removePath(String id, String index) {
        var step = tree.step(id);
        if (step != null
                && tree.path(id, index) != null
                && DraftTree.list(DraftTree.config(step), "paths").size() > 1) {
            DraftTree.list(DraftTree.config(step), "paths").remove(Integer.parseInt(index));
        }
    }

    /** To a place in a list; not into itself. */
    public void move(String id, String key, int index) {
        var place = tree.place(id);
        var inner = key.indexOf('.') < 0 ? "" : key.substring(0, key.indexOf('.'));
        if (place == null || tree.isWithin(id, inner)) {
            return;
        }
        var to = tree.list(key);
        var step = place.list().remove(place.index());
        to.insert(Math.clamp(index, 0, to.size()), step);
    }

    /** One further up: past the step above or to the end of a branch's last list, and from the top of a list out of it. */
    public void up(String id) {
        var place = tree.place(id);
        if (place == null) {
            return;
        }
        if (place.index() > 0) {
            var inner = place.list().get(place.index() - 1) instanceof ObjectNode above
                    ? DraftTree.lists(above)
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
    public void down(String id) {
        var place = tree.place(id);
        if (place == null) {
            return;
        }
        if (place.index() + 1 < place.list().size()) {
            var inner = place.list().get(place.index() + 1) instanceof ObjectNode below
                    ? DraftTree.lists(below)
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
        var lists = DraftTree.lists(branch);
        var at = DraftTree.indexOf(lists, place.list());
        var outer = tree.place(branch.path("id").asString(""));
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
}
