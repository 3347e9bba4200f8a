package leadhub.base;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A list that is too large to be held: it is read in portions as one goes along it, and what lies behind is forgotten.
 * Going back reads again.
 */
public final class Portions<T> extends AbstractList<T> {
    private final int[] starts;
    private final int size;
    private final IntFunction<List<T>> read;
    private int current = -1;
    private List<T> held = List.of();

    /**
     * @param starts where each portion begins, in ascending order from 0; at least one unless the list is empty
     * @param read reads a portion by its number
     */
    public Portions(int[] starts, int size, IntFunction<List<T>> read) {
        this.starts = starts.clone();
        this.size = size;
        this.read = read;
    }

    /** Where portions begin when as many records as stay within a number of bytes go into each, one at the least. */
    public static int[] starts(List<Long> sizes, long most) {
        var starts = new java.util.ArrayList<Integer>();
        var bytes = 0L;
        for (var i = 0; i < sizes.size(); i++) {
            bytes += sizes.get(i);
            if (i == 0 || bytes > most) {
                starts.add(i);
                bytes = sizes.get(i);
            }
        }
        return starts.stream().mapToInt(i -> i).toArray();
    }

    /** Where a portion ends, which is where the next begins. */
    public static int end(int[] starts, int portion, int size) {
        return portion + 1 < starts.length ? starts[portion + 1] : size;
    }

    /** The same list, each record made into something else when it is asked for. */
    public <R> Portions<R> map(Function<T, R> function) {
        return new Portions<>(
                starts,
                size,
                portion -> read.apply(portion).stream().map(function).toList());
    }

    @Override
    public T get(int index) {
        java.util.Objects.checkIndex(index, size);
        if (current < 0 || index < starts[current] || index >= end(starts, current, size)) {
            var found = java.util.Arrays.binarySearch(starts, index);
            // First let go of what is held.
            held = List.of();
            current = found >= 0 ? found : -found - 2;
            held = read.apply(current);
        }
        return held.get(index - starts[current]);
    }

    @Override
    public int size() {
        return size;
    }
}
