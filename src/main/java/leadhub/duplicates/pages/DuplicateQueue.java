package leadhub.duplicates.pages;

import leadhub.base.Page;
import leadhub.duplicates.Duplicate;

/** What the page of pairs shows. @param number of the page, from 1 on */
public record DuplicateQueue(Page<Duplicate> pairs, long number, int perPage) {
    public boolean isLast() {
        return number * perPage >= pairs.total();
    }
}
