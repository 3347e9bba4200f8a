package leadhub.pipelines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes positions. They count from 1, and the order of the list is the order of the items. */
final class StageOrder {
    private StageOrder() {}

    /** The order with an item moved or added at a position; null and beyond the end mean last. */
    static <T> List<T> with(List<T> order, T item, @Nullable Long position) {
        var others = new ArrayList<>(without(order, item));
        others.add(position == null ? others.size() : (int) Math.clamp(position - 1, 0, others.size()), item);
        return others;
    }

    /** The order without an item; those after it move up. */
    static <T> List<T> without(List<T> order, T item) {
        return order.stream().filter(other -> !other.equals(item)).toList();
    }

    /**
     * The stages of a new pipeline in their order: those without a position as given, then each of the others
     * inserted at its position, from the first to the last.
     */
    static List<NewStage> of(List<NewStage> wanted) {
        var order = new ArrayList<NewStage>();
        wanted.stream().filter(stage -> stage.position() == null).forEach(order::add);
        wanted.stream()
                .filter(stage -> stage.position() != null)
                .sorted(Comparator.comparingLong(StageOrder::position))
                .forEach(stage -> order.add((int) Math.clamp(position(stage) - 1, 0, order.size()), stage));
        return order;
    }

    private static long position(NewStage stage) {
        return stage.position() == null ? Long.MAX_VALUE : stage.position();
    }
}
