package leadhub.base;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an update does to one field: leave it alone, or set it. Absent is not null. */
public sealed interface Change<T extends @Nullable Object> {
    /** Leave it alone. */
    record Keep<T extends @Nullable Object>() implements Change<T> {}

    /** Set it; null clears it. */
    record Set<T extends @Nullable Object>(T value) implements Change<T> {}

    static <T extends @Nullable Object> Change<T> keep() {
        return new Keep<>();
    }

    static <T extends @Nullable Object> Change<T> set(T value) {
        return new Set<>(value);
    }

    /** What the field will be, given what it is. */
    default T over(T current) {
        return switch (this) {
            case Keep<T> keep -> current;
            case Set<T>(var value) -> value;
        };
    }

    default boolean isSet() {
        return this instanceof Set;
    }

    default <R extends @Nullable Object> Change<R> map(Function<T, R> function) {
        return switch (this) {
            case Keep<T> keep -> keep();
            case Set<T>(var value) -> set(function.apply(value));
        };
    }
}
