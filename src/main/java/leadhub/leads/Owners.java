package leadhub.leads;

import java.util.List;
import java.util.stream.Collectors;

/** Those without an owner, and those of some: what the leads of a list have to be. */
public record Owners(List<Long> ids) {
    public Owners(List<Long> ids) {
        this.ids = List.copyOf(ids);
    }

    /** The condition on a column, which takes {@link #array}; both of its sides are in an index. */
    public static String condition(String column) {
        return "(" + column + " is null or " + column + " = any (?::bigint[]))";
    }

    /** As PostgreSQL writes a list: {@code {7,9}}; a text, so that two equal ones are one count (docs/adr/0003). */
    public String array() {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
