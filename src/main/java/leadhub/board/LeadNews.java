package leadhub.board;

import java.util.List;

/**
 * Which leads have changed since a moment.
 *
 * @param moment to ask from the next time
 * @param ids the leads; gone ones too
 * @param isTooMuch whether so much has happened that it is better to look at everything anew
 */
record LeadNews(String moment, List<Long> ids, boolean isTooMuch) {

    boolean isNothing() {
        return ids.isEmpty() && !isTooMuch;
    }
}
