package leadhub.imports.files;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can only be known of a file once all of it was read.
 *
 * @param rows how many it has, those that can't be read among them
 * @param refused how many of them can't be read
 * @param columns what is known of each column, by its head
 */
public record FileProfile(long rows, long refused, Map<String, Column> columns) {

    /**
     * What is known of a column.
     *
     * @param filled how many of its cells aren't empty
     * @param dateOrders in which orders all of its dates can be read; empty if it has none, and several where only
     *     somebody who knows the file can tell
     * @param warnings what to tell people before they import it, once for each kind
     */
    public record Column(long filled, Set<DateOrder> dateOrders, List<Fault> warnings) {}
}
