package leadhub.board;

import java.util.List;

/**
 * Which leads have changed since a moment.
 *
 * @param moment to ask from the next time
 * @param ids the leads, including deleted ones
 * @param isTooMuch whether so much has changed that it is better to reload everything
 */
record LeadNews(String moment, List<Long> ids, boolean isTooMuch) {

    boolean isNothing() {
        return ids.isEmpty() && !isTooMuch;
    }
}
