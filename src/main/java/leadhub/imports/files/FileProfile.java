package leadhub.imports.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can only be known of a file once all of it was read.
 *
 * @param rows how many it has, those that can't be read among them
 * @param refused how many of them can't be read
 * @param lastLine where the last one begins; 0 for none
 * @param columns what is known of each column, by its head
 * @param warnings what to tell people of the whole sheet before they import it
 */
public record FileProfile(long rows, long refused, long lastLine, Map<String, Column> columns, List<Fault> warnings) {

    /**
     * What is known of a column.
     *
     * @param filled how many of its cells aren't empty
     * @param dateOrders in which orders most of its dates can be read; empty if it has none, and several where only
     *     somebody who knows the file can tell
     * @param decimal what stands before decimals, by most of its numbers; null where nobody can tell
     * @param warnings what to tell people before they import it, once for each kind; nothing of it is repaired
     */
    public record Column(
            long filled,
            Set<DateOrder> dateOrders,
            @Nullable Character decimal,
            List<Fault> warnings) {

        /** Whether somebody has to say in which order its dates are. */
        public boolean asksForDateOrder() {
            return dateOrders.size() > 1;
        }
    }

    /**
     * By head, how dates are read: as somebody said, else in the only order in which a column can be read.
     *
     * @param said null for nothing
     */
    public Map<String, DateOrder> dateOrders(@Nullable DateOrder said) {
        var orders = new LinkedHashMap<String, DateOrder>();
        columns.forEach((head, column) -> {
            var found = column.dateOrders();
            if (said != null && (found.size() != 1 || found.contains(said))) {
                orders.put(head, said);
            } else if (found.size() == 1) {
                orders.put(head, found.iterator().next());
            }
        });
        return orders;
    }

    /** By head, what stands before decimals, where it is known. */
    public Map<String, Character> decimals() {
        var decimals = new LinkedHashMap<String, Character>();
        columns.forEach((head, column) -> {
            if (column.decimal() != null) {
                decimals.put(head, column.decimal());
            }
        });
        return decimals;
    }
}
