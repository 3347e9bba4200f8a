package leadhub.base;

import java.util.List;
import java.util.function.Function;

/** One page of a list and how many there are in all. */
public record Page<T>(List<T> items, long total) implements Listing<T> {
    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(
                items instanceof Portions<T> portions
                        ? portions.map(function)
                        : items.stream().map(function).toList(),
                total);
    }
}
