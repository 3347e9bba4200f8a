package leadhub.duplicates.pages;

import leadhub.base.Page;
import leadhub.duplicates.Duplicate;
import leadhub.duplicates.DuplicateKind;

/**
 * What the page of pairs, and that of rows, shows.
 *
 * @param waiting how many rows wait
 * @param number of the page, from 1 on
 */
public record DuplicateQueue(Page<Duplicate> listed, DuplicateKind kind, long waiting, long number, int perPage) {
    public boolean isLast() {
        return number * perPage >= listed.total();
    }

    public boolean isRows() {
        return kind == DuplicateKind.ROWS;
    }

    /** Of one of its pages. */
    public String path(long page) {
        return path(kind) + (isRows() ? "&" : "?") + "page=" + page;
    }

    static String path(DuplicateKind kind) {
        return kind == DuplicateKind.ROWS ? "/leads/duplicates?kind=rows" : "/leads/duplicates";
    }
}
